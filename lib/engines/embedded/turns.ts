/**
 * Turns of the threads of one process at something that one of them does at a time: they come in the order of asking, and
 * the event loop of whoever waits goes on. SQLite by itself would let a second writer only fail or sleep.
 */
export interface Turns {
  /** Undefined where the turn is the caller's at once; else a promise of it. */
  readonly take: () => Promise<void> | undefined;
  /** Ends the caller's turn. */
  readonly pass: () => void;
}

/** Of each place: the ticket that the next one to ask gets, and the ticket whose turn it is. */
const NEXT = 0;
const SERVED = 1;
const WIDTH = 2;
/** Milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Memory for the turns at so many places, to be handed to every thread. */
export const shareTurns = (places = 1): SharedArrayBuffer =>
  new SharedArrayBuffer(places * WIDTH * Int32Array.BYTES_PER_ELEMENT);

/** The turns at one of the places. */
export const createTurns = (shared: SharedArrayBuffer, place = 0): Turns => {
  const tickets = new Int32Array(shared, place * WIDTH * Int32Array.BYTES_PER_ELEMENT, WIDTH);

  const comes = async (ticket: number): Promise<void> => {
    // A thread that waits for an atomic alone would end.
    const alive = setInterval(() => undefined, LONGEST_TIMER);
    let served = Atomics.load(tickets, SERVED);
    while (served !== ticket) {
      await Atomics.waitAsync(tickets, SERVED, served).value;
      served = Atomics.load(tickets, SERVED);
    }
    clearInterval(alive);
  };

  return {
    take: () => {
      const ticket = Atomics.add(tickets, NEXT, 1);
      return Atomics.load(tickets, SERVED) === ticket ? undefined : comes(ticket);
    },
    pass: () => {
      Atomics.add(tickets, SERVED, 1);
      Atomics.notify(tickets, SERVED);
    },
  };
};
