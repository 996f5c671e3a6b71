import type { ChannelId, ItemId } from '../../../lib/domain/item.ts';
import type { DeliveryRow, ItemSnapshot, Receipt } from '../../../lib/domain/ledger-rows.ts';
import { everyItem } from '../every-item.ts';
import type { Scene } from '../scene.ts';
import type { Platform } from '../world/platform.ts';
import { someItem } from './revise.ts';

const by = 'token:clerk';

/** What a clerk sees of one delivery, on the screen and on the channel. */
interface Seen {
  readonly snapshot: ItemSnapshot;
  readonly row: DeliveryRow;
  readonly platform: Platform;
}

const look = async ({ world }: Scene, itemId: ItemId, channel: ChannelId): Promise<Seen | undefined> => {
  const snapshot = await world.store.engine.ledger.read(itemId);
  const row = snapshot?.deliveries.find((delivery) => delivery.channel === channel);
  const platform = world.platforms.get(channel);
  return snapshot === undefined || row === undefined || platform === undefined
    ? undefined
    : { snapshot, row, platform };
};

const lastApproval = ({ edition }: ItemSnapshot): number =>
  Math.max(...edition.content.approvals.map(({ approvedAt }) => Date.parse(approvedAt)));

const receiptFor = ({
  snapshot,
  row,
  platform,
}: Seen): (Receipt & { readonly publicAt: string | null; readonly edition: number }) | undefined => {
  const [shown] = platform.copiesOf(snapshot.item.id);
  // What the channel said once stays, whatever a later copy shows.
  const isKnown = row.publicAt !== null && row.basis !== 'stated';
  const isTooEarly = shown !== undefined && shown.publicAt < lastApproval(snapshot);
  return (
    shown && {
      remoteId: shown.remoteId,
      url: `https://platform.example/${shown.remoteId}`,
      place: null,
      evidence: [],
      publicAt: isKnown || isTooEarly ? null : new Date(shown.publicAt).toISOString(),
      edition: snapshot.item.edition,
    }
  );
};

/** The public reads something else than it should, or nothing. */
const isAlarmed = ({ row }: Seen): boolean => {
  const { result, times } = row.confirmation ?? { result: 'same', times: 0 };
  return result === 'altered' || result === 'missing' || (result === 'reappeared' && times > 1);
};

/** Copies that the ledger knows by another name than the channel: only who looks can tell, where the channel cannot. */
const isMistaken = (seen: Seen): boolean =>
  isAlarmed(seen) &&
  seen.platform.style === 'mute' &&
  seen.platform
    .copiesOf(seen.snapshot.item.id)
    .every(({ remoteId }) => remoteId !== seen.row.receipt?.remoteId) &&
  seen.platform.copiesOf(seen.snapshot.item.id).length > 0;

/** Is something in a clerk's hands, or can nobody but a clerk tell what is there? */
const needsClerk = (seen: Seen): boolean => {
  const { platform, row } = seen;
  if (row.state === 'handed-over') return true;
  if (row.state === 'unknown') return platform.style === 'by-hand' || platform.style === 'mute';
  return isMistaken(seen);
};

const isWanted = ({ snapshot: { item }, row }: Seen): boolean =>
  item.state === 'live' && item.plan.includes(row.channel);

/** What should be there goes up, or is brought to the edition on the screen; what should not is taken down. */
const bringIntoLine = (seen: Seen): void => {
  const { item, edition } = seen.snapshot;
  const { platform, row } = seen;
  if (!isWanted(seen)) {
    platform.takeDown(item.id);
    if (row.publicAt === null) platform.neverReported.add(item.id);
    return;
  }
  const [shown] = platform.copiesOf(item.id);
  const { contentHash, text, content } = edition;
  const words = { itemId: item.id, generation: item.generation, contentHash, title: content.title, text };
  if (shown !== undefined) platform.change(shown, words);
  else if (platform.style === 'by-hand') platform.putUp(words);
};

/** Goes to the channel, does there what the screen says, and reports it. */
const serve = async (scene: Scene, seen: Seen): Promise<void> => {
  const { world, actors } = scene;
  const { snapshot, platform, row } = seen;
  const { item } = snapshot;
  // Whoever looks on the channel waits until what was sent has had its time.
  if (platform.arriving > 0) return;
  bringIntoLine(seen);
  const { life, useCases } = world.process();
  const about = `${item.id.slice(0, 6)} on ${row.channel}`;
  const receipt = receiptFor(seen);
  if (!isWanted(seen)) {
    actors.begin(life, `taken down ${about}`, () => useCases.recordTakeDown(item.id, row.channel, by));
  } else if (receipt !== undefined) {
    actors.begin(life, `receipt ${about}`, () => useCases.recordReceipt(item.id, row.channel, receipt, by));
  } else {
    actors.begin(life, `redrive ${about}`, () =>
      useCases.redrive(item.id, row.channel, { reason: '渠道上没有', outcome: 'not-there' }, by),
    );
  }
};

/** A clerk takes care of one delivery, whether or not it needs care. */
export const clerk = async (scene: Scene): Promise<void> => {
  const { world } = scene;
  const channels = [...world.platforms.keys()];
  const itemId = someItem(scene);
  const channel = channels[world.choices.below(channels.length)];
  if (itemId === undefined || channel === undefined) return;
  const seen = await look(scene, itemId, channel);
  if (seen !== undefined && needsClerk(seen)) await serve(scene, seen);
};

/** An operator sends something again, which may not need it. */
export const redrive = async (scene: Scene): Promise<void> => {
  const { world, actors } = scene;
  const channels = [...world.platforms.keys()];
  const itemId = someItem(scene);
  const channel = channels[world.choices.below(channels.length)];
  if (itemId === undefined || channel === undefined) return;
  const { life, useCases } = world.process();
  actors.begin(life, `redrive ${itemId.slice(0, 6)} on ${channel}`, () =>
    useCases.redrive(itemId, channel, { reason: '再推送一次', outcome: null }, by),
  );
};

/** An operator stops a channel, or lets it go on. */
export const pauseOrResume = ({ world, actors }: Scene): void => {
  const channels = [...world.platforms.keys()];
  const channel = channels[world.choices.below(channels.length)];
  if (channel === undefined) return;
  const { life, useCases } = world.process();
  if (world.choices.happens(40))
    actors.begin(life, `pause ${channel}`, () => useCases.pauseChannel(channel, { reason: '停机' }, by));
  else actors.begin(life, `resume ${channel}`, () => useCases.resumeChannel(channel, { reason: '恢复' }, by));
};

/** Whatever was stopped goes on. */
export const resumeAll = ({ world, actors }: Scene): void => {
  const { life, useCases } = world.process();
  for (const channel of world.platforms.keys())
    actors.begin(life, `resume ${channel}`, () => useCases.resumeChannel(channel, { reason: '恢复' }, by));
};

/** All that waits for a person is done by one; true when there was something. */
export const everyClerk = async (scene: Scene): Promise<boolean> => {
  const { world, actors } = scene;
  let some = false;
  for (const itemId of await everyItem(scene)) {
    for (const channel of world.platforms.keys()) {
      const seen = await look(scene, itemId, channel);
      if (seen === undefined) continue;
      if (needsClerk(seen)) {
        some = true;
        await serve(scene, seen);
      } else if (seen.row.state === 'parked' || isAlarmed(seen)) {
        some = true;
        const { life, useCases } = world.process();
        actors.begin(life, `redrive ${seen.row.state} ${itemId.slice(0, 6)} on ${channel}`, () =>
          useCases.redrive(itemId, channel, { reason: '问题已解决', outcome: null }, by),
        );
      }
    }
  }
  return some;
};
