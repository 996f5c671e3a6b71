import { describe, expect, it } from 'vitest';
import shippedOffice from '../../../config/office.json' with { type: 'json' };
import { ChannelsFile } from '../../../lib/configuration/channel-definition.ts';
import { Identity } from '../../../lib/configuration/identity.ts';
import { Office } from '../../../lib/configuration/office.ts';
import { wrongPlaces } from '../../../lib/configuration/wrong-places.ts';

const CHANNEL = { id: 'portal', name: '门户网站', kind: 'site' };

const linesFor = (schema: typeof ChannelsFile | typeof Office | typeof Identity, value: unknown) => {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('nothing is wrong');
  return wrongPlaces(parsed.error, value);
};

describe('what is wrong with a configuration file', () => {
  it.each([
    [
      { ...CHANNEL, timeout: 90_000 },
      '/channels/0/timeout：现为 90000。最多为 45000。It has to be at most 45000.',
    ],
    [
      { ...CHANNEL, timeout: '20s' },
      '/channels/0/timeout：现为 "20s"。类型不对，应为数字。It is of the wrong type and has to be a number.',
    ],
    [
      { ...CHANNEL, formRow: '网站' },
      /^\/channels\/0\/formRow：现为 "网站"。只能是以下之一：gazette、website/,
    ],
    [{ id: 'portal', name: '门户网站' }, '/channels/0/kind：缺少此项，请填写。It is missing; fill it in.'],
    [{ ...CHANNEL, id: '门户' }, /^\/channels\/0\/id：现为 "门户"。只能含小写字母、数字和连字符.*Lower-case/],
    [
      { ...CHANNEL, setings: {} },
      /^\/channels\/0\/setings：没有这一项，请检查拼写或者删去。There is no such member/,
    ],
    [
      { ...CHANNEL, quietHours: { from: '22:00', to: '7点' } },
      /^\/channels\/0\/quietHours\/to：现为 "7点"。应为时刻/,
    ],
    [
      { ...CHANNEL, quietHours: { from: '22:00', to: '22:00' } },
      /quietHours\/to：现为 "22:00"。不能与 from 相同/,
    ],
    [
      { ...CHANNEL, name: '' },
      '/channels/0/name：现为 ""。至少 1 个字符。It has to have at least 1 character.',
    ],
  ])('names the place, what stands there and what may: %j', (channel, line) => {
    const [first, ...rest] = linesFor(ChannelsFile, { channels: [channel] });

    expect(first).toMatch(line);
    expect(rest).toEqual([]);
  });

  it('tells everything at once', () => {
    expect(
      linesFor(ChannelsFile, {
        channels: [
          { ...CHANNEL, timeout: 1 },
          { ...CHANNEL, id: 'municipal', name: '市级平台', settleTime: -1 },
        ],
      }),
    ).toEqual([
      expect.stringMatching(/^\/channels\/0\/timeout：/),
      expect.stringMatching(/^\/channels\/1\/settleTime：/),
    ]);
    expect(linesFor(ChannelsFile, { channels: [CHANNEL, CHANNEL] })).toEqual([
      expect.stringMatching(/^\/channels\/1\/id：现为 "portal"。重复/),
      expect.stringMatching(/^\/channels\/1\/name：现为 "门户网站"。重复/),
    ]);
  });

  it('speaks of the office and of logins too', () => {
    const office = { ...shippedOffice, site: { ...shippedOffice.site, idCode: '123' } };
    expect(linesFor(Office, office)).toEqual([
      expect.stringMatching(/^\/site\/idCode：现为 "123"。应为 10 位/),
    ]);
    const oidc = { issuer: 'nowhere', audience: 'gongkai', roles: {} };
    expect(linesFor(Identity, { oidc })[0]).toMatch(/^\/oidc\/issuer：现为 "nowhere"。应为完整的网址/);
  });

  it('says it of a file that is no object', () => {
    expect(linesFor(ChannelsFile, [])).toEqual([
      '/：现为 []。类型不对，应为对象。It is of the wrong type and has to be an object.',
    ]);
  });

  it('repeats no secret and no long text whole', () => {
    const channel = { ...CHANNEL, name: '长'.repeat(51) };
    const parsed = ChannelsFile.safeParse({ channels: [{ ...channel, name: '长'.repeat(500) }] });
    if (parsed.success) throw new Error('nothing is wrong');
    const value = { channels: [{ ...channel, name: '长'.repeat(500) }] };

    expect(wrongPlaces(parsed.error, value)[0]?.length).toBeLessThan(200);
    expect(wrongPlaces(parsed.error, value, { secret: true })[0]).not.toContain('长');
  });
});
