export interface OutgoingRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Absolute http(s), or a path on this server's own origin. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export type OutgoingAnswer =
  /** Whatever the status; a redirect is an answer like any other and is not followed. */
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly headers: ResponseHeaders;
      /** Null where it was larger than allowed. */
      readonly body: Uint8Array | null;
    }
  /** The guard refused; nothing was sent, and trying again will not help. */
  | { readonly outcome: 'not-allowed'; readonly reason: string }
  /** No connection came about; nothing was sent. */
  | { readonly outcome: 'unreachable'; readonly reason: string }
  /** Sent, at least in part, and no complete answer: it may have been received. */
  | { readonly outcome: 'no-answer'; readonly reason: string };

/** HTTP to the outside, guarded against the office's own network. Never throws for what the other side or the network does. */
export interface OutgoingRequests {
  /** Ends when the signal aborts: `unreachable` while nothing was sent, else `no-answer`. */
  request(request: OutgoingRequest, signal: AbortSignal): Promise<OutgoingAnswer>;
  /** Closes every connection; a request still under way ends as if the other side had gone. */
  close(): Promise<void>;
}
