import type { Clock } from '../../lib/ports/clock.ts';

/** A clock that stands still until it is moved. */
export class SettableClock implements Clock {
  private moment: number;

  constructor(moment: number) {
    this.moment = moment;
  }

  now(): number {
    return this.moment;
  }

  pass(milliseconds: number): void {
    this.moment += milliseconds;
  }

  set(moment: number): void {
    this.moment = moment;
  }
}
