import { describe, expect, it } from 'vitest';
import { ChannelsFile } from '../../../lib/configuration/channel-definition.ts';

const manual = (id: string, name: string) => ({ id, name, kind: 'manual' });

const placesOf = (channels: readonly unknown[]): readonly string[] =>
  ChannelsFile.safeParse({ channels }).error?.issues.map(({ path }) => path.join('/')) ?? [];

describe('channels.json', () => {
  it.each([
    ['an id twice', [manual('a', '甲'), manual('a', '乙')], ['channels/1/id']],
    ['a name twice', [manual('a', '甲'), manual('b', '甲')], ['channels/1/name']],
    ['a name that is the id of another', [manual('a', 'b'), manual('b', '乙')], ['channels/0/name']],
    ['no channel', [], ['channels']],
  ])('is refused with %s, and the place is named', (_name, channels, places) => {
    expect(placesOf(channels)).toEqual(places);
  });

  it('may call a channel by its id', () => {
    expect(placesOf([manual('a', 'a'), manual('b', '乙')])).toEqual([]);
  });
});
