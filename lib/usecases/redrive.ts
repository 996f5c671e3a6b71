import type { ChannelId } from '../domain/item.ts';
import type { Nudges } from '../ports/nudges.ts';
import { type AmendDependencies, amendDelivery } from './amend-delivery.ts';
import type { PersonOutcome } from './person-outcome.ts';
import { type RedriveOrder, redriveAmendment } from './redrive-amendment.ts';

export type Redrive = (
  idOrNumber: string,
  channel: ChannelId,
  order: RedriveOrder,
  by: string,
) => Promise<PersonOutcome>;

/** A person sends one delivery again. */
export const createRedrive = (dependencies: AmendDependencies & { readonly nudges: Nudges }): Redrive => {
  const { clock, nudges } = dependencies;
  return async (idOrNumber, channel, order, by) => {
    const amendment = redriveAmendment(clock, order, by);
    const recorded = await amendDelivery(dependencies, idOrNumber, channel, amendment);
    if (recorded.outcome === 'recorded') await nudges.send([{ itemId: recorded.view.id, channel }]);
    return recorded;
  };
};
