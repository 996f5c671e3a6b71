import type { Receipt } from '../../domain/ledger-rows.ts';
import type { Answer, Channel, Copy } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import { COPY_TEXT_ID } from '../practice/practice-rules.ts';
import { readPublicPage } from '../public-page/read-public-page.ts';
import type { HttpAction } from './addresses.ts';
import { addressesOf } from './addresses.ts';
import { answerOf } from './answer-of.ts';
import { foundOf } from './found-of.ts';
import { copyMessage, withdrawalMessage } from './message.ts';
import { pushAttachments } from './push-attachments.ts';
import { createSendSigned } from './send-signed.ts';
import type { HttpSettings } from './settings.ts';

/** A platform that takes signed JSON; docs/http-channel.md is the protocol. */
export const createHttpChannel = ({
  secretName,
  settings,
  outgoing,
  secrets,
  objectStore,
  clock,
}: {
  readonly secretName: string;
  readonly settings: HttpSettings;
  readonly outgoing: OutgoingRequests;
  readonly secrets: Secrets;
  readonly objectStore: ObjectStore;
  readonly clock: Clock;
}): Channel => {
  const { endpoint, lookUp } = settings;
  // On our own server there are only practice networks, and their pages we know.
  const reading =
    settings.bodySelector === null && endpoint.startsWith('/')
      ? { bodySelector: `#${COPY_TEXT_ID}`, rehostedAt: null }
      : settings;
  const now = (): number => clock.now();
  const addresses = addressesOf(endpoint);
  const send = createSendSigned({ secretName, secrets, outgoing, now });

  const call = async (action: HttpAction, copy: Copy, body: Buffer, signal: AbortSignal): Promise<Answer> => {
    const id = `${action}_${copy.itemId}_${copy.generation}`;
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'idempotency-key': copy.itemId,
      'x-content-hash': copy.contentHash,
      'x-generation': String(copy.generation),
    };
    const request = {
      method: 'POST',
      url: addresses.action(action),
      id,
      signed: body,
      body,
      headers,
    } as const;
    return answerOf(action, await send(request, signal), { endpoint, now: now() });
  };

  const show = async (
    action: 'publish' | 'replace',
    copy: Copy,
    receipt: Receipt | null,
    signal: AbortSignal,
  ): Promise<Answer> =>
    (await pushAttachments({ objectStore, addresses, send, now, endpoint }, copy, signal)) ??
    call(action, copy, copyMessage(action, copy, receipt), signal);

  return {
    async find(copy, signal) {
      if (!lookUp) {
        return {
          outcome: 'cannot-tell',
          reason: '该渠道没有查询接口，请登录渠道核对。This channel has no look-up.',
        };
      }
      const request = {
        method: 'GET',
        url: addresses.item(copy.itemId),
        id: `find_${copy.itemId}`,
        signed: '',
      } as const;
      return foundOf(copy.itemId, await send(request, signal), endpoint);
    },
    publish: (copy, signal) => show('publish', copy, null, signal),
    replace: (copy, receipt, signal) => show('replace', copy, receipt, signal),
    withdraw: (copy, receipt, notice, signal) =>
      call('withdraw', copy, withdrawalMessage(copy, receipt, notice), signal),
    read: (receipt, signal) => readPublicPage({ outgoing, reading }, receipt, signal),
  };
};
