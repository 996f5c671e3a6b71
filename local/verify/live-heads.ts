import * as z from 'zod';
import type { EvidenceRow } from './evidence-row.ts';
import type { Tell } from './finding.ts';

/** Heads that the server is asked about at once. */
const AT_ONCE = 500;
/** Questions under way. */
const QUESTIONS = 4;
const MOST_TOLD = 20;
const TOO_MANY = 429;
const SECOND = 1000;

interface Head {
  readonly itemId: string;
  readonly channel: string | null;
  readonly head: string;
}

const Answer = z.object({
  unknown: z.array(z.object({ itemId: z.string(), channel: z.string().nullable(), head: z.string() })),
});

/** As much of `fetch` as is needed. */
export type Fetch = (
  address: URL,
  init: {
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
) => Promise<Response>;

/** Milliseconds after which the server takes more of the same caller, as it says; a second where it says no number. */
const askedAgainAfter = (response: Response): number => {
  const seconds = response.headers.get('retry-after') ?? '';
  return SECOND * (/^\d+$/.test(seconds) ? Number(seconds) : 1);
};

/** Asks a running server whether its histories still go through what the evidence recorded of them. */
export interface LiveHeads {
  readonly take: (
    row: Pick<EvidenceRow, 'item' | 'channel' | 'itemHead' | 'deliveryHead'>,
  ) => Promise<void> | undefined;
  readonly finish: () => Promise<void>;
  readonly asked: () => number;
}

/** Throws an Error, in Chinese, where the server does not answer as it should. */
export const createLiveHeads = (
  server: {
    readonly url: string;
    readonly token: string;
    readonly fetch: Fetch;
    readonly wait: (milliseconds: number) => Promise<unknown>;
  },
  tell: Tell,
): LiveHeads => {
  const address = new URL('/v1/history-heads', server.url);
  let batch: Head[] = [];
  let lastItem = '';
  let asked = 0;
  let told = 0;
  const under = new Set<Promise<void>>();
  /** The first question that failed; told to whoever asks next, since nobody waits for that one alone. */
  let failure: { readonly reason: unknown } | undefined;

  const post = async (question: { readonly heads: readonly Head[] }): Promise<Response> => {
    for (;;) {
      const response = await server.fetch(address, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(question),
      });
      if (response.status !== TOO_MANY) return response;
      await server.wait(askedAgainAfter(response));
    }
  };

  const ask = async (heads: readonly Head[]): Promise<void> => {
    const response = await post({ heads });
    if (!response.ok) throw new Error(`服务器对“${address.href}”的回答是${response.status}`);
    const { unknown } = Answer.parse(await response.json());
    for (const { itemId, channel } of unknown) {
      told += 1;
      const whose = channel === null ? `信息${itemId}` : `信息${itemId}在渠道“${channel}”`;
      if (told <= MOST_TOLD) tell('台账', `${whose}的历史记录已经不是编制年报时的那一份`);
      if (told === MOST_TOLD + 1) tell('台账', '其余历史记录的问题不再逐一列出');
    }
  };

  const tellFailure = (): void => {
    if (failure !== undefined) throw failure.reason;
  };

  const send = async (): Promise<void> => {
    const heads = batch;
    batch = [];
    asked += heads.length;
    const question = ask(heads)
      .catch((reason: unknown) => {
        failure ??= { reason };
      })
      .finally(() => under.delete(question));
    under.add(question);
    if (under.size >= QUESTIONS) await Promise.race(under);
    tellFailure();
  };

  return {
    take: ({ item, channel, itemHead, deliveryHead }) => {
      if (item !== lastItem) batch.push({ itemId: item, channel: null, head: itemHead });
      lastItem = item;
      batch.push({ itemId: item, channel, head: deliveryHead });
      return batch.length + 1 < AT_ONCE ? undefined : send();
    },
    finish: async () => {
      if (batch.length > 0) await send();
      await Promise.all(under);
      tellFailure();
    },
    asked: () => asked,
  };
};
