/** A public key as its issuer publishes it (JWK, RFC 7517). */
export interface PublishedKey {
  readonly kty: string;
  readonly [member: string]: unknown;
}

/** What the issuer of logins signs with, from the issuer itself. */
export interface KeyServer {
  /**
   * The keys of this moment; `unavailable` for everything that went wrong on the way or over there, after a few seconds
   * at most. Never throws for what the other side or the network does. Nothing is kept: callers decide how often to ask.
   */
  fetch(): Promise<readonly PublishedKey[] | 'unavailable'>;
}
