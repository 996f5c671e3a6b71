import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { WORDS } from '../../lib/api/schemas/labels.ts';
import { isoShanghai } from '../../lib/domain/shanghai-time.ts';
import { WAITING_REASONS } from '../../lib/domain/waiting.ts';
import { integer, integerOrNull, oneOf } from '../../lib/engines/embedded/columns.ts';
import { checkLedger, ledgerFacts } from '../../lib/engines/embedded/copy-ledger.ts';
import { isDamage, LedgerDamaged } from '../../lib/engines/embedded/ledger-damaged.ts';
import { LedgerMarked, refuseMarked } from '../../lib/engines/embedded/ledger-mark.ts';
import { openReader } from '../../lib/engines/embedded/open-database.ts';
import { prepareQuery } from '../../lib/engines/embedded/query.ts';
import { SCHEMA_VERSION } from '../../lib/engines/embedded/schema.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import { type Finding, problem, sound, warning } from './finding.ts';

const ABOUT = '台账';
/** Milliseconds by which the clock may run behind the ledger, as at start. */
const TOLERATED = 60_000;

const numberIn = (database: DatabaseSync, sql: string): number | null =>
  integerOrNull(prepareQuery(database, sql).get()?.[0] ?? null);

const waitingIn = (database: DatabaseSync): readonly string[] =>
  prepareQuery(
    database,
    `SELECT waiting, count(*) FROM delivery WHERE waiting IS NOT NULL GROUP BY waiting
     UNION ALL SELECT waiting, count(*) FROM item WHERE waiting IS NOT NULL GROUP BY waiting`,
  )
    .all()
    .map(([reason, count]) => `${WORDS[oneOf(WAITING_REASONS, reason)]} ${integer(count)}`);

const examineClock = (database: DatabaseSync, clock: Clock): Finding => {
  const newest = numberIn(database, 'SELECT at FROM newest_recorded');
  const now = clock.now();
  return newest !== null && now < newest - TOLERATED
    ? problem(
        '时钟',
        `本机时钟（${isoShanghai(now)}）早于台账中最新的时间（${isoShanghai(newest)}），系统不会启动，请校准`,
        `the clock runs behind the newest time in the ledger (${isoShanghai(newest)}); set it right`,
      )
    : sound('时钟', `${isoShanghai(now)}，不早于台账`, `${isoShanghai(now)}, not behind the ledger`);
};

const examineWork = (database: DatabaseSync, owing: number): readonly Finding[] => {
  const unreadable = numberIn(database, 'SELECT count(*) FROM unreadable') ?? 0;
  const waiting = waitingIn(database);
  return [
    sound('待同步', `${owing} 条信息尚未同步完`, `${owing} items still owe something to a channel`),
    waiting.length === 0
      ? sound('待办', '没有等人处理的信息', 'nothing waits for a person')
      : warning(
          '待办',
          `${waiting.join('，')}，见 GET /v1/waiting`,
          'something waits for a person; see GET /v1/waiting',
        ),
    ...(unreadable === 0
      ? []
      : [
          warning(
            '待办',
            `无法识别的消息 ${unreadable} 条，见 GET /v1/unreadable`,
            `${unreadable} unreadable messages; see GET /v1/unreadable`,
          ),
        ]),
  ];
};

const examine = (database: DatabaseSync, path: string, clock: Clock): readonly Finding[] => {
  refuseMarked(database);
  checkLedger(database, path);
  const { schema, epoch, items, owing } = ledgerFacts(database);
  if (schema > SCHEMA_VERSION) {
    return [
      problem(
        ABOUT,
        `版本 ${schema} 比本程序认识的 ${SCHEMA_VERSION} 新，请升级程序`,
        `version ${schema} is newer than the ${SCHEMA_VERSION} that this release knows`,
      ),
    ];
  }
  const whole = sound(
    ABOUT,
    `完好，${items} 条信息，第 ${epoch} 纪元，版本 ${schema}`,
    `whole, ${items} items, epoch ${epoch}, version ${schema}`,
  );
  if (schema < SCHEMA_VERSION) {
    return [
      whole,
      sound(
        ABOUT,
        `下次启动时由版本 ${schema} 升级到 ${SCHEMA_VERSION}，升级前自动留存副本`,
        `brought from version ${schema} to ${SCHEMA_VERSION} at the next start, a copy is kept`,
      ),
      examineClock(database, clock),
    ];
  }
  return [whole, examineClock(database, clock), ...examineWork(database, owing)];
};

/** The ledger, read beside a server that may be running: every page of it, which takes a while for a large one. */
export const examineLedger = ({
  dataDir,
  clock,
}: {
  readonly dataDir: string;
  readonly clock: Clock;
}): readonly Finding[] => {
  const path = join(dataDir, 'ledger.db');
  try {
    const database = openReader(path);
    try {
      return examine(database, path, clock);
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof LedgerDamaged || error instanceof LedgerMarked) {
      return [problem(ABOUT, error.message, 'the ledger cannot be used')];
    }
    if (isDamage(error)) return [problem(ABOUT, new LedgerDamaged(path, error.message).message, 'damaged')];
    throw error;
  }
};
