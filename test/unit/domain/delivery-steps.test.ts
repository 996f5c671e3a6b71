import { describe, expect, it } from 'vitest';
import { checkDeliverySteps, DELIVERY_EVENTS, DELIVERY_STEPS } from '../../../lib/domain/delivery-steps.ts';
import { DELIVERY_STATES } from '../../../lib/domain/ledger-rows.ts';

describe('the table of delivery steps', () => {
  it('is complete as shipped', () => {
    expect(() => checkDeliverySteps()).not.toThrow();
  });

  it.each(DELIVERY_STATES.flatMap((state) => DELIVERY_EVENTS.map((event) => ({ state, event }))))(
    'is refused at start without a cell for $state × $event',
    ({ state, event }) => {
      const { [event]: _left, ...others } = DELIVERY_STEPS[state];
      expect(() => checkDeliverySteps({ ...DELIVERY_STEPS, [state]: others })).toThrow(`${state} × ${event}`);
    },
  );

  it('is refused at start when nothing leads out of a state', () => {
    const stuck = Object.fromEntries(DELIVERY_EVENTS.map((event) => [event, 'impossible' as const]));
    expect(() => checkDeliverySteps({ ...DELIVERY_STEPS, parked: stuck })).toThrow('out of parked');
  });

  it('is refused at start when nothing leads to a state', () => {
    const steps = Object.fromEntries(
      DELIVERY_STATES.map((state) => [
        state,
        Object.fromEntries(
          DELIVERY_EVENTS.map((event) => {
            const cell = DELIVERY_STEPS[state][event];
            return [
              event,
              typeof cell === 'object' && cell.to === 'parked'
                ? { to: 'none' as const, owed: 'done' as const }
                : cell,
            ];
          }),
        ),
      ]),
    );
    expect(() => checkDeliverySteps(steps)).toThrow('leads to parked');
  });

  it('sends nothing again after silence: an unknown outcome is left by look-up, receipt or a person only', () => {
    const leaving = DELIVERY_EVENTS.filter((event) => {
      const cell = DELIVERY_STEPS.unknown[event];
      return typeof cell === 'object' && cell.to !== 'same';
    });
    expect(leaving).toEqual(['claimed', 'receipt', 'taken-down', 'redriven']);
  });
});
