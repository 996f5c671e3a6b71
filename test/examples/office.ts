import calendar from '../../config/calendar.json' with { type: 'json' };
import office from '../../config/office.json' with { type: 'json' };
import { ChannelDefinition } from '../../lib/configuration/channel-definition.ts';
import type { Configuration } from '../../lib/configuration/configuration.ts';
import { Identity } from '../../lib/configuration/identity.ts';
import { Limits } from '../../lib/configuration/limits.ts';
import { Office } from '../../lib/configuration/office.ts';
import { Outgoing } from '../../lib/configuration/outgoing.ts';
import { Policies } from '../../lib/configuration/policies.ts';
import { parseCalendar } from '../../lib/domain/calendar.ts';
import { createWorkingDays } from '../../lib/domain/working-days.ts';
import { openEmbeddedEngine } from '../../lib/engines/embedded/open-embedded-engine.ts';
import type { Channel } from '../../lib/ports/channel.ts';
import type { Nudge } from '../../lib/ports/nudges.ts';
import { createAcceptItem } from '../../lib/usecases/accept-item.ts';
import { createCorrectItem } from '../../lib/usecases/correct-item.ts';
import { createPipeline } from '../../lib/usecases/create-pipeline.ts';
import { createEraseSealed } from '../../lib/usecases/erase-sealed.ts';
import { createRepublishItem } from '../../lib/usecases/republish-item.ts';
import { createWithdrawItem } from '../../lib/usecases/withdraw-item.ts';
import { NOTICE_POSTED_AT } from './office-notice.ts';
import { Platform } from './platform.ts';
import { SettableClock } from './settable-clock.ts';

const NAMES = { portal: '门户网站', provincial: '山东政务服务网', municipal: '市级信息公开平台' } as const;

/** The configuration of an invented office with three channels of a kind that tests pass in themselves. */
export const officeConfiguration = (
  overrides: Partial<Record<keyof typeof NAMES, Partial<ChannelDefinition>>> = {},
): Configuration => ({
  channels: new Map(
    Object.entries(NAMES).map(([id, name]) => [
      id,
      ChannelDefinition.parse({
        id,
        name,
        kind: 'test',
        settleTime: 2000,
        ...overrides[id as keyof typeof NAMES],
      }),
    ]),
  ),
  policies: Policies.parse({}),
  office: Office.parse(office),
  outgoing: Outgoing.parse({}),
  limits: Limits.parse({}),
  identity: Identity.parse({}),
  calendar: parseCalendar(calendar),
  templates: new Map(),
});

/** A whole pipeline in memory, with platforms instead of channels, a clock that stands still and nudges that wait to be carried out. */
export const openOffice = async (
  overrides: Parameters<typeof officeConfiguration>[0] = {},
  startsAt: number = NOTICE_POSTED_AT,
) => {
  const clock = new SettableClock(startsAt);
  const engine = await openEmbeddedEngine({ dataDir: ':memory:', clock });
  const configuration = officeConfiguration(overrides);
  const platforms = {
    portal: new Platform(clock),
    provincial: new Platform(clock),
    municipal: new Platform(clock),
  };
  const channels = new Map<string, Channel>(Object.entries(platforms));
  const nudged: Nudge[] = [];
  const nudges = {
    send: async (sent: readonly Nudge[]) => {
      nudged.push(...sent);
    },
  };
  let tokens = 0;
  const { deliver, tick } = createPipeline({
    engine,
    nudges,
    channels,
    configuration,
    clock,
    newToken: () => `token-${(tokens += 1)}`,
    chance: () => 0,
  });
  const accepting = {
    ledger: engine.ledger,
    nudges,
    objectStore: engine.objectStore,
    definitions: configuration.channels,
    policies: configuration.policies,
    workingDays: createWorkingDays(configuration.calendar),
    clock,
  };
  const accept = createAcceptItem(accepting);
  const correct = createCorrectItem(accepting);
  const republish = createRepublishItem(accepting);
  const withdraw = createWithdrawItem({ ...accepting, eraseSealed: createEraseSealed({ engine, clock }) });
  return {
    clock,
    engine,
    configuration,
    platforms,
    channels,
    nudged,
    nudges,
    deliver,
    tick,
    accepting,
    accept,
    correct,
    republish,
    withdraw,
  };
};
export type TestOffice = Awaited<ReturnType<typeof openOffice>>;
