import * as z from 'zod';

const Count = z.looseObject({
  year: z.number(),
  total: z.number(),
  published: z.number(),
  channels: z.record(z.string(), z.number()),
  regions: z.array(z.object({ channels: z.array(z.string()), items: z.number() })),
});
export type DemoCount = z.infer<typeof Count>;

const ImportReport = z.object({ rows: z.number(), items: z.number(), merged: z.number() });
const Return = z.object({ revision: z.number() });
const ReturnData = z.object({
  sections: z.array(z.object({ id: z.string(), paragraphs: z.array(z.string()) })),
});
const Channels = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) });

const json = (body: unknown) => ({ bytes: JSON.stringify(body), mediaType: 'application/json' });

/** The API as the demo uses it: over HTTP alone, like anybody else. Throws with the API's own words when a call is refused. */
export const createDemoClient = ({ origin, token }: { readonly origin: string; readonly token: string }) => {
  const call = async (
    method: string,
    path: string,
    body?: { readonly bytes: string | Uint8Array<ArrayBuffer>; readonly mediaType: string },
  ): Promise<unknown> => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': body.mediaType }),
      },
      ...(body === undefined ? {} : { body: body.bytes }),
    });
    const answer: unknown = response.headers.get('content-type')?.includes('json')
      ? await response.json()
      : await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };

  return {
    channelNames: async (): Promise<ReadonlyMap<string, string>> => {
      const { channels } = Channels.parse(await call('GET', '/v1/channels'));
      return new Map(channels.map(({ id, name }) => [id, name]));
    },
    importFile: async (bytes: Uint8Array<ArrayBuffer>) =>
      ImportReport.parse(await call('POST', '/v1/imports', { bytes, mediaType: 'text/csv' })),
    count: async (year: number): Promise<DemoCount> => Count.parse(await call('GET', `/v1/counts/${year}`)),
    putAttachment: (sha256: string, bytes: Uint8Array<ArrayBuffer>, mediaType: string) =>
      call('PUT', `/v1/attachments/${sha256}`, { bytes, mediaType }),
    postItem: (item: unknown) => call('POST', '/v1/items', json(item)),
    buildReturn: async (year: number) => Return.parse(await call('POST', `/v1/returns/${year}`)),
    /** The paragraph of the report that tells the total; empty where there is none. */
    sentence: async (year: number, revision: number): Promise<string> => {
      const { sections } = ReturnData.parse(await call('GET', `/v1/returns/${year}/${revision}/data.json`));
      const paragraphs = sections.flatMap((section) => section.paragraphs);
      return paragraphs.find((paragraph) => paragraph.includes('累计共发布了')) ?? '';
    },
  };
};
export type DemoClient = ReturnType<typeof createDemoClient>;
