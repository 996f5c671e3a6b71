import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CHANNELS = ['portal', 'provincial', 'municipal'] as const;

/** Short, so that look-ups come soon. */
const SETTLE_TIME = 200;

export interface OfficeFolders {
  readonly dataDir: string;
  readonly configDir: string;
}

/** Data and configuration of an office whose three channels are the platforms on this port. */
export const setUpOffice = async (folder: string, platformPort: number): Promise<OfficeFolders> => {
  const folders = { dataDir: join(folder, 'data'), configDir: join(folder, 'config') };
  await cp(fileURLToPath(new URL('../../config/', import.meta.url)), folders.configDir, { recursive: true });
  const host = `127.0.0.1:${platformPort}`;
  const channels = CHANNELS.map((id) => ({
    id,
    name: id,
    kind: 'http',
    settleTime: SETTLE_TIME,
    settings: { endpoint: `http://${host}/${id}/` },
  }));
  await writeFile(join(folders.configDir, 'channels.json'), JSON.stringify({ channels }));
  await writeFile(join(folders.configDir, 'outgoing.json'), JSON.stringify({ allow: [host] }));
  const secrets = join(folders.dataDir, 'secrets');
  await mkdir(secrets, { recursive: true, mode: 0o700 });
  for (const id of CHANNELS) {
    await writeFile(
      join(secrets, id),
      `whsec_${Buffer.from(`secret of ${id}, 32 bytes long`).toString('base64')}\n`,
      { mode: 0o600 },
    );
  }
  return folders;
};

export const noticeOf = (number: number, channels: readonly string[], day: string) => ({
  title: `（虚构）第${number}号通知`,
  body: { format: 'text', content: `第${number}号通知的正文，内容虚构。` },
  issuer: '虚构市政务服务中心',
  formedOn: day,
  author: { name: '甲某' },
  review: { reviewer: '乙某', conclusion: 'public', reviewedAt: day },
  approvals: [{ role: 'deputy-leader', name: '丙某', approvedAt: day }],
  channels,
});
