import type { OutgoingRequests } from '../../lib/channels/outgoing/outgoing-requests.ts';

/** For functions that build pages of our own and call nobody; the code that calls others stays out of their bundles. */
export const noOutgoing: OutgoingRequests = {
  request: () =>
    Promise.resolve({
      outcome: 'not-allowed',
      reason: '此函数不向外发出请求。This function sends no requests.',
    }),
  close: () => Promise.resolve(),
};
