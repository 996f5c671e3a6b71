import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import * as z from 'zod';
import { type ApiDependencies, createApi } from '../../../lib/api/create-api.ts';
import type { ApiEnv } from '../../../lib/api/endpoint.ts';
import { COUNT_EXAMPLE } from '../../../lib/api/schemas/count-example.ts';
import { ProblemSchema } from '../../../lib/api/schemas/problem-schema.ts';
import type { UseCases } from '../../../lib/api/use-cases.ts';
import type { ObjectStore, StreamedObject } from '../../../lib/ports/object-store.ts';
import type { Role, TokenRecord, TokenRegister } from '../../../lib/ports/registers.ts';
import { createAuthenticate } from '../../../lib/usecases/authenticate.ts';
import { createCreateToken } from '../../../lib/usecases/create-token.ts';
import { createIdentify } from '../../../lib/usecases/identify.ts';
import type { ItemView } from '../../../lib/usecases/item-view.ts';
import type { TimelinessView } from '../../../lib/usecases/list-timeliness.ts';
import { createListTokens } from '../../../lib/usecases/list-tokens.ts';
import type { WaitingList } from '../../../lib/usecases/list-waiting.ts';
import { createReadAttachment } from '../../../lib/usecases/read-attachment.ts';
import type { SuspectView } from '../../../lib/usecases/relations/suspect-view.ts';
import { createRevokeToken } from '../../../lib/usecases/revoke-token.ts';
import { createStoreAttachment } from '../../../lib/usecases/store-attachment.ts';
import { createTokenCache } from '../../../lib/usecases/token-cache.ts';
import { tokenHash } from '../../../lib/usecases/token-hash.ts';
import type { VerifyJwt } from '../../../lib/usecases/verify-jwt.ts';
import { RETURN_INPUTS_VIEW } from '../../examples/return-inputs-view.ts';
import { returnRecordOf } from '../../examples/return-record.ts';
import { wholeStreams } from '../../examples/whole-streams.ts';

export const ITEM_ID = 'a'.repeat(64);
export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

export const VIEW: ItemView = {
  id: ITEM_ID,
  number: null,
  contentHash: ITEM_ID,
  edition: 1,
  generation: 1,
  state: 'live',
  voided: null,
  withdrawal: null,
  seal: null,
  channels: ['portal', 'municipal'],
  owed: ['municipal'],
  dueOn: '2026-11-30',
  late: false,
  similar: [{ id: 'b'.repeat(64), title: '关于调整大厅办公时间的通知', documentNumber: null }],
  warnings: [
    {
      code: 'mobile-number',
      pointer: '/body/content',
      message: { zh: '含手机号码。', en: 'A mobile number.' },
    },
  ],
  houseStyle: [{ code: 'fonts', count: 3, message: { zh: '删去字体。', en: 'Fonts taken out.' } }],
  deliveries: [
    {
      channel: 'portal',
      state: 'published',
      generation: 1,
      edition: 1,
      attempts: 1,
      nextAttemptAt: null,
      reason: null,
      receipt: { remoteId: '1', url: '/portal/articles/1', place: null, evidence: [] },
      publicAt: '2026-11-03T10:00:05+08:00',
      basis: 'channel',
      confirmation: null,
      confirmAt: '2026-11-03T10:10:05+08:00',
      withdrawal: null,
      takingDown: false,
      practice: true,
      imported: false,
    },
  ],
};

const VIOLATION = { code: 'withdrawn', pointer: '', message: { zh: '已撤下。', en: 'Withdrawn.' } };

export const SUMMARY = {
  id: ITEM_ID,
  number: '2026-0078',
  title: '=cmd()|关于"大厅"的通知',
  documentNumber: null,
  state: 'live',
  voided: null,
  acceptedAt: '2026-11-03T10:00:00+08:00',
  dueOn: '2026-11-30',
  late: false,
  mergedWith: [],
  deliveries: [
    {
      channel: 'portal',
      state: 'published',
      publicAt: '2026-11-03T10:00:05+08:00',
      url: '/portal/articles/1',
    },
    { channel: 'municipal', state: 'none', publicAt: null, url: null },
  ],
} as const;

const SUSPECT: SuspectView = {
  items: [
    {
      id: ITEM_ID,
      number: '2026-0078',
      title: '关于调整大厅办公时间的通知',
      documentNumber: null,
      issuer: '虚构市政务服务中心',
      formedOn: '2026-11-02',
      state: 'live',
      imported: false,
      acceptedAt: '2026-11-03T10:00:00+08:00',
      publications: [{ channel: 'portal', publicAt: '2026-11-03T10:00:05+08:00', url: '/portal/articles/1' }],
    },
    {
      id: 'b'.repeat(64),
      number: null,
      title: '关于调整大厅办公时间的通知',
      documentNumber: null,
      issuer: null,
      formedOn: null,
      state: 'withdrawn',
      imported: true,
      acceptedAt: '2026-11-03T10:00:00+08:00',
      publications: [],
    },
  ],
  state: 'merged',
  reasons: [{ code: 'near-text', message: '正文几乎相同，日期相近' }],
  similarity: 0.93,
  differs: { onlyInFirst: ['五'], onlyInSecond: ['六'] },
  decisions: [
    {
      decision: 'merge',
      at: '2026-11-04T10:00:00+08:00',
      by: 'token:submitter',
      reason: '同一份通知',
    },
  ],
};

const inMemoryTokens = (): TokenRegister => {
  const records = new Map<string, TokenRecord>();
  return {
    find: async (hash) => [...records.values()].find((record) => record.hash === hash),
    list: async () => [...records.values()],
    put: async (record) => {
      records.set(record.id, record);
    },
  };
};

const inMemoryObjects = (): ObjectStore => {
  const objects = new Map<string, { bytes: Uint8Array; mediaType: string; tag: string }>();
  let puts = 0;
  const place = (key: string, bytes: Uint8Array, mediaType = 'application/octet-stream'): void => {
    puts += 1;
    objects.set(key, { bytes, mediaType, tag: String(puts) });
  };
  const whole: Omit<ObjectStore, 'putStream' | 'getStream'> = {
    put: async (key, bytes, options) => place(key, bytes, options?.mediaType),
    putIfAbsent: async (key, bytes, options) => {
      if (objects.has(key)) return 'exists';
      place(key, bytes, options?.mediaType);
      return 'written';
    },
    putOver: async (key, bytes, seen, options) => {
      if ((objects.get(key)?.tag ?? null) !== seen) return 'stale';
      place(key, bytes, options?.mediaType);
      return 'written';
    },
    forgetVersions: () => Promise.resolve(),
    get: async (key) => objects.get(key),
    head: async (key) => {
      const found = objects.get(key);
      return found && { size: found.bytes.byteLength, mediaType: found.mediaType };
    },
    delete: async (key) => {
      objects.delete(key);
    },
    list: async function* (prefix) {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix));
    },
  };
  return { ...whole, ...wholeStreams(whole) };
};

const WAITING: WaitingList = {
  waiting: [
    {
      reason: 'handed-over',
      channel: 'municipal',
      channelName: '市级信息公开平台',
      takeDown: false,
      item: {
        id: ITEM_ID,
        number: '2026-0078',
        title: '关于<调整>的通知',
        edition: 2,
        dueOn: '2026-12-01',
        timeliness: 'late',
      },
      since: '2026-11-03T10:00:00+08:00',
      remindOn: '2026-11-06',
      overdue: true,
      why: '<b>栏目</b>',
      url: 'javascript:alert(1)',
    },
  ],
  nextCursor: '17~3',
  totals: [
    {
      reason: 'handed-over',
      channel: 'municipal',
      channelName: '市级信息公开平台',
      count: 51,
      oldestSince: '2026-11-03T10:00:00+08:00',
    },
  ],
  totalsAreAtLeast: false,
  openSuspects: 2,
  openSuspectsAreAtLeast: false,
};

const TIMELINESS: TimelinessView = {
  item: { id: ITEM_ID, number: '2026-0078', title: '关于调整大厅办公时间的通知', topic: '双公示' },
  dueOn: '2026-11-02',
  provisional: false,
  daysOver: 1,
  daysLeft: null,
  firstPublicOn: null,
  missing: [{ channel: 'portal', channelName: '门户网站', state: 'parked' }],
};

export interface ApiUnderTest {
  readonly app: Hono<ApiEnv>;
  readonly objectStore: ObjectStore;
  readonly logged: { readonly told: Readonly<Record<string, unknown>>; readonly message: string }[];
  /** Lets the clock go on. */
  pass(milliseconds: number): void;
  /** A call with the token of a role, or with another token, or with none. */
  call(
    path: string,
    init?: RequestInit & { readonly as?: Role | null; readonly token?: string },
  ): Promise<Response>;
  /** The same with a JSON body. */
  readonly send: (method: string, path: string, body: unknown, as?: Role | null) => Promise<Response>;
}

/** The API over doubles: what it is given is answered at once, and tokens and files are kept in memory. */
export const apiUnderTest = async ({
  verifyJwt,
  ...changes
}: Partial<Omit<ApiDependencies, 'useCases'>> & {
  readonly useCases?: Partial<UseCases>;
  /** Checks JWTs, which nobody does otherwise. */
  readonly verifyJwt?: VerifyJwt;
} = {}): Promise<ApiUnderTest> => {
  let now = Date.parse('2026-11-03T10:00:00+08:00');
  const clock = { now: () => now };
  const tokens = inMemoryTokens();
  const cache = createTokenCache({ clock });
  const objectStore = inMemoryObjects();
  const logged: ApiUnderTest['logged'] = [];
  const log = (told: Readonly<Record<string, unknown>>, message: string) =>
    void logged.push({ told, message });
  for (const role of ['submitter', 'operator', 'auditor', 'admin'] as const) {
    await tokens.put({
      id: role,
      name: role,
      hash: tokenHash(tokenOf(role)),
      roles: [role],
      createdAt: now,
      createdBy: 'system',
      revokedAt: null,
    });
  }
  const useCases: UseCases = {
    acceptItem: async () => ({ outcome: 'accepted', view: VIEW }),
    askConfirmation: async (channel) =>
      channel === 'portal' ? { outcome: 'asked', items: [ITEM_ID] } : { outcome: 'not-found' },
    buildReturn: async () => ({ outcome: 'built', record: RETURN }),
    correctItem: async (id) =>
      id === ITEM_ID ? { outcome: 'corrected', view: VIEW } : { outcome: 'not-found' },
    withdrawItem: async () => ({ outcome: 'withdrawn', view: VIEW, keptFiles: [] }),
    republishItem: async (id) =>
      id === ITEM_ID ? { outcome: 'republished', view: VIEW } : { outcome: 'not-found' },
    countYear: async (year) => ({ ...COUNT_EXAMPLE, year }),
    createToken: createCreateToken({ tokens, clock }),
    identify: createIdentify({
      authenticate: createAuthenticate({ tokens, cache }),
      verifyJwt: verifyJwt ?? null,
    }),
    decide: async () => ({ outcome: 'recorded', view: SUSPECT }),
    fileReturn: async () => ({ outcome: 'filed', record: RETURN, publication: null }),
    fillUpload: async () => ({
      outcome: 'filled',
      workbook: new Uint8Array([80, 75]),
      rows: 1,
      nextCursor: 'next',
    }),
    recordReceipts: async () => ({
      outcome: 'done',
      report: {
        rows: 2,
        recorded: 1,
        unchanged: 0,
        notPublic: 0,
        unmatched: [{ row: 3, reasons: ['台账中没有。'], items: [] }],
        ambiguous: [],
        rejected: [],
      },
    }),
    importFile: async () => ({
      outcome: 'done',
      report: { import: 1, rows: 147, items: 116, merged: 31, rejected: [], suspects: [] },
    }),
    listChannels: async () => [
      {
        id: 'portal',
        name: '门户网站',
        kind: 'site',
        formRow: 'website',
        practice: true,
        liveSince: null,
        lastSuccessAt: '2026-11-03T10:00:05+08:00',
        outageUntil: null,
        owed: 0,
        owedIsAtLeast: false,
        oldestOwedAt: null,
        embargoed: 0,
        waiting: { parked: 0, unknown: 0, altered: 0, missing: 0, reappeared: 0, 'handed-over': 1 },
        waitingIsAtLeast: false,
        paused: null,
      },
    ],
    listItems: async () => ({ outcome: 'listed', items: [SUMMARY], nextCursor: null }),
    listReturns: async () => [RETURN],
    listSuspects: async () => ({ outcome: 'listed', suspects: [SUSPECT], nextCursor: null }),
    listTimeliness: async ({ state }) => ({
      outcome: 'listed',
      state,
      today: '2026-11-03',
      items: [TIMELINESS],
      nextCursor: 'parked~',
    }),
    listTokens: createListTokens({ tokens }),
    listUnreadable: async () => ({
      outcome: 'listed',
      messages: [
        {
          id: '1',
          receivedAt: '2026-11-03T10:00:00+08:00',
          source: 'portal',
          problem: 'not JSON',
          body: '{',
        },
      ],
      nextCursor: null,
    }),
    listWaiting: async () => ({ outcome: 'listed', ...WAITING }),
    pauseChannel: async (channel, { reason }, by) => ({
      outcome: 'recorded',
      channel,
      paused: { at: '2026-11-03T10:00:00+08:00', by, reason },
    }),
    redriveChannel: async () => ({ outcome: 'redriven', redriven: 3, left: 0, named: [], nextCursor: null }),
    resumeChannel: async (channel) => ({ outcome: 'recorded', channel, paused: null, nudged: 2 }),
    readAttachment: createReadAttachment({ objectStore }),
    readCopySheet: async (_id, channel) => ({
      channelName: '市级信息公开平台',
      takeDown: null,
      copy: {
        itemId: ITEM_ID,
        channel,
        number: '2026-0078',
        generation: 1,
        edition: 1,
        contentHash: ITEM_ID,
        copyHash: ITEM_ID,
        title: '关于<调整>的通知',
        documentNumber: null,
        issuer: '虚构市政务服务中心',
        unit: null,
        formedOn: '2026-11-02',
        topic: null,
        genre: '通知',
        kind: 'document',
        area: null,
        column: '通知公告',
        html: '<p>正文</p>',
        text: '正文 <b>',
        attachments: [{ name: '附件1.docx', sha256: ITEM_ID, mediaType: 'application/msword', size: 3 }],
        firstPublicAt: null,
        sealed: false,
      },
    }),
    readImport: async (number) => ({
      import: number,
      state: 'voided',
      file: ITEM_ID,
      by: 'token:admin',
      at: '2026-11-03T10:00:00+08:00',
      rows: 147,
      items: 116,
      merged: 31,
      rejected: [],
      suspects: [],
      voided: { by: 'token:admin', at: '2026-11-04T10:00:00+08:00', reason: '文件有误', rows: 147 },
    }),
    readItem: async () => ({
      ...VIEW,
      item: {
        title: '通知',
        body: { format: 'text', content: '正文' },
        attachments: [],
        occurrence: null,
        documentNumber: null,
        issuer: '虚构市政务服务中心',
        unit: null,
        formedOn: '2026-11-02',
        topic: null,
        genre: null,
        kind: 'document',
        origin: 'own',
        area: null,
        importance: 'ordinary',
        relations: [],
        consulted: [],
        columns: {},
        publishAt: null,
        author: { name: '甲某', unit: null },
        review: { reviewer: '乙某', conclusion: 'public', reviewedAt: '2026-11-03' },
        approvals: [],
      },
      editions: [
        {
          edition: 1,
          contentHash: ITEM_ID,
          copyHash: ITEM_ID,
          recordedAt: '2026-11-03T10:00:00+08:00',
          by: 'token:submitter',
          reason: null,
        },
      ],
      mergedWith: ['b'.repeat(64)],
      decisions: [
        {
          with: 'b'.repeat(64),
          decision: 'merge',
          at: '2026-11-04T10:00:00+08:00',
          by: 'token:submitter',
          reason: '同一份通知',
          hash: ITEM_ID,
        },
      ],
      history: [
        {
          at: '2026-11-03T10:00:00+08:00',
          by: 'token:submitter',
          what: 'accepted',
          why: null,
          channel: null,
          hash: ITEM_ID,
        },
      ],
    }),
    readReturnFile: async ({ name }) =>
      name === 'report.html' ? streamed(Buffer.from('<h1>年报</h1>'), 'text/html') : undefined,
    checkHeads: async (heads) => heads.slice(1),
    putReturnInputs: async () => ({ outcome: 'recorded', version: 2 }),
    readReturnInputs: async () => ({ outcome: 'found', view: RETURN_INPUTS_VIEW }),
    recordTakeDown: async () => ({ outcome: 'recorded', view: VIEW }),
    recordReceipt: async () => ({ outcome: 'recorded', view: VIEW }),
    redrive: async () => ({ outcome: 'recorded', view: VIEW }),
    revokeToken: createRevokeToken({ tokens, cache, clock }),
    storeAttachment: createStoreAttachment({ objectStore }),
    voidImport: async (number) => ({
      outcome: 'done',
      report: { import: number, state: 'voided', forgotten: 147 },
    }),
    summarise: async (year = 2026) => ({
      year,
      count: { ...COUNT_EXAMPLE, year },
      latest: [
        {
          channel: 'portal',
          name: '门户网站',
          practice: true,
          titles: [
            {
              title: '<script>alert(1)</script>',
              url: '/portal/articles/1',
              publicAt: '2026-11-03T10:00:05+08:00',
            },
            { title: '坏链接', url: 'javascript:alert(1)', publicAt: '2026-11-02T10:00:05+08:00' },
          ],
        },
        { channel: 'municipal', name: '市级信息公开平台', practice: false, titles: [] },
      ],
    }),
    ...changes.useCases,
  };
  const app = createApi({
    limits: {
      bodyBytes: 5 * 1024 * 1024,
      attachmentBytes: 50 * 1024 * 1024,
      requestsPerMinute: 120_000,
      wrongTokensPerMinute: 10,
    },
    log: { info: log, error: log },
    addressOf: () => '192.0.2.1',
    office: '虚构市政务服务中心管理办公室',
    version: '0.1.0',
    sites: [],
    practice: [],
    ...changes,
    useCases,
  });

  const call: ApiUnderTest['call'] = async (path, { as = 'admin', token, ...init } = {}) => {
    const headers = new Headers(init.headers);
    const shown = token ?? (as === null ? undefined : tokenOf(as));
    if (shown !== undefined) headers.set('Authorization', `Bearer ${shown}`);
    return app.request(path, { ...init, headers });
  };
  return {
    app,
    objectStore,
    logged,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    call,
    send: (method, path, body, as = 'admin') =>
      call(path, {
        method,
        as,
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
  };
};

/** The problem that an answer is; fails where it is none. */
export const problemOf = async (answer: Response): Promise<z.infer<typeof ProblemSchema>> =>
  ProblemSchema.parse(await answer.json());

const Operation = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(z.object({ name: z.string(), required: z.boolean() })).default([]),
});
const Description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  security: z.unknown(),
  components: z.object({
    schemas: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});

/** The description as the API serves it, and the calls in it as `GET /v1/items/{id}`. */
export const description = async () => {
  const answer = await (await apiUnderTest()).call('/openapi.json', { as: null });
  const served: unknown = await answer.json();
  const document = Description.parse(served);
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return { served, document, calls };
};

export const tokenOf = (role: Role): string => `gk_${role.padEnd(43, '0')}`;

export const CONFLICT = { outcome: 'conflict', violation: VIOLATION } as const;

const streamed = (bytes: Uint8Array, mediaType: string): StreamedObject => ({
  size: bytes.length,
  mediaType,
  tag: '1',
  chunks: (async function* () {
    yield bytes;
  })(),
  close: () => Promise.resolve(),
});

const RETURN = returnRecordOf({
  year: 2017,
  revision: 1,
  builtAt: Date.parse('2026-11-03T10:00:00+08:00'),
  builtBy: 'token:operator',
  files: [{ name: 'report.html', key: 'returns/2017/1/report.html', sha256: ITEM_ID, size: 20, before: [] }],
});
