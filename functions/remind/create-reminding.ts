import { createWorkingDays } from '../../lib/domain/working-days.ts';
import { createRemind, type Remind } from '../../lib/usecases/remind.ts';
import { createReminders } from '../../lib/usecases/reminders.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import type { readEnvironment } from './environment.ts';

export const createReminding = async ({
  storage,
}: ReturnType<typeof readEnvironment>): Promise<{ readonly remind: Remind }> => {
  const { engine, configuration, clock } = await openRuntime(storage);
  const { ledger } = engine;
  const reminders = createReminders({
    ledger,
    definitions: configuration.channels,
    workingDays: createWorkingDays(configuration.calendar),
    clock,
  });
  return { remind: createRemind({ ledger, reminders }) };
};
