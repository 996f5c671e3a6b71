import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { Secrets } from '../../ports/secrets.ts';

/** Whether a body was signed with the named secret within the last five minutes; false, too, while no such secret is stored. */
export const createSignatureCheck = ({
  secrets,
  secretName,
}: {
  readonly secrets: Secrets;
  readonly secretName: string;
}): ((headers: Record<string, string>, body: string) => Promise<boolean>) => {
  let current: { readonly secret: string; readonly webhook: Webhook } | null = null;
  return async (headers, body) => {
    const secret = await secrets.read(secretName);
    if (secret === undefined) return false;
    if (current?.secret !== secret) current = { secret, webhook: new Webhook(secret) };
    try {
      current.webhook.verify(body, headers, { jsonParse: false });
      return true;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false;
      throw error;
    }
  };
};
