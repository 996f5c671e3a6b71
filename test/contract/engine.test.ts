import { describe } from 'vitest';
import { describeAccept } from './chapters/accept.ts';
import { describeAmend } from './chapters/amend.ts';
import { describeChange } from './chapters/change.ts';
import { describeClaim } from './chapters/claim.ts';
import { describeCount } from './chapters/count.ts';
import { describeDue } from './chapters/due.ts';
import { describeFind } from './chapters/find.ts';
import { describeObjectStore } from './chapters/object-store.ts';
import { describeRegisters } from './chapters/registers.ts';
import { describeRestart } from './chapters/restart.ts';
import { describeSettle } from './chapters/settle.ts';
import { chosenEngines } from './engines.ts';
import { createOpener } from './opener.ts';

describe.each(chosenEngines(process.env))('engine $name', (engineUnderTest) => {
  const open = createOpener(engineUnderTest);
  describeAccept(open);
  describeChange(open);
  describeClaim(open);
  describeSettle(open);
  describeAmend(open);
  describeDue(open);
  describeFind(open);
  describeCount(open);
  describeRegisters(open);
  describeObjectStore(open);
  describeRestart(open);
});
