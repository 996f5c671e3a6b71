import type { Receipt } from '../../domain/ledger-rows.ts';
import type { Answer, Channel } from '../../ports/channel.ts';
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import { readPublicPage } from '../public-page/read-public-page.ts';
import type { ManualSettings } from './settings.ts';

const NOTHING_YET: Receipt = { remoteId: null, url: null, place: null, evidence: [] };

const handedOver = (receipt: Receipt): Promise<Answer> =>
  Promise.resolve({ outcome: 'handed-over', receipt });

/**
 * A channel without an interface: a clerk carries the ready copy over and reports back. Nothing is sent, so every
 * change ends with the clerk, and only the clerk can tell what is there.
 */
export const createManualChannel = ({
  settings,
  outgoing,
}: {
  readonly settings: ManualSettings;
  readonly outgoing: OutgoingRequests;
}): Channel => ({
  find: () =>
    Promise.resolve({
      outcome: 'cannot-tell',
      reason: '该渠道由人工发布，请登录渠道后台核对。This channel is filled by hand; look there.',
      carried: true,
    }),
  publish: () => handedOver(NOTHING_YET),
  // The receipt stays: the page that the clerk has to change or take down is the one it names.
  replace: (_copy, receipt) => handedOver(receipt),
  withdraw: (_copy, receipt) => handedOver(receipt),
  read: (receipt, signal) => readPublicPage({ outgoing, reading: settings }, receipt, signal),
});
