import type { Secrets } from '../../ports/secrets.ts';
import type { OutgoingAnswer, OutgoingRequest, OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import type { Sign } from './webhook-signature.ts';
import { createSigner } from './webhook-signature.ts';

export interface SignedRequest extends OutgoingRequest {
  /** `webhook-id`: the same for every try at the same thing, and covered by the signature. */
  readonly id: string;
  /** What the signature covers beside id and time; '' where the id says all. */
  readonly signed: string | Uint8Array;
}

export type SendSigned = (request: SignedRequest, signal: AbortSignal) => Promise<OutgoingAnswer>;

/** Signs with the named secret as it is at this moment; without a usable one nothing is sent. */
export const createSendSigned = ({
  secretName,
  secrets,
  outgoing,
  now,
}: {
  readonly secretName: string;
  readonly secrets: Secrets;
  readonly outgoing: OutgoingRequests;
  readonly now: () => number;
}): SendSigned => {
  let current: { readonly secret: string; readonly sign: Sign | undefined } | null = null;
  const signer = (secret: string): Sign | undefined => {
    if (current?.secret !== secret) current = { secret, sign: createSigner(secret) };
    return current.sign;
  };
  return async ({ id, signed, headers, ...request }, signal) => {
    const secret = await secrets.read(secretName);
    const sign = secret === undefined ? undefined : signer(secret);
    if (sign === undefined) {
      return {
        outcome: 'not-allowed',
        reason:
          secret === undefined
            ? `缺少渠道密钥“${secretName}”。请管理员存放后重新推送。The secret "${secretName}" is not stored; store it, then redrive.`
            : `渠道密钥“${secretName}”格式不对，应为 whsec_ 加 Base64。The secret "${secretName}" is not base64 of 16 bytes or more.`,
      };
    }
    return outgoing.request(
      { ...request, headers: { ...headers, ...sign(id, Math.floor(now() / 1000), signed) } },
      signal,
    );
  };
};
