import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import {
  disclosurePicture,
  monthPicture,
  overlapPicture,
  pictureWords,
} from '../../../lib/returns/pictures/picture.ts';
import { pictureSvg } from '../../../lib/returns/pictures/picture-svg.ts';
import { annualOf } from './annual-of.ts';
import { return2017, return2022 } from './filled-returns.ts';

const parsed = (svg: string) =>
  new DOMParser({ onError: onErrorStopParsing }).parseFromString(svg, 'image/svg+xml');

const PICTURES = [overlapPicture(return2017()), monthPicture(return2017()), disclosurePicture(return2022())];

describe('pictures of a return', () => {
  it.each(PICTURES)('of $of are well-formed and say what they show', (picture) => {
    const root = parsed(pictureSvg(picture).markup).documentElement;
    expect(root?.getAttribute('role')).toBe('img');
    const ids = root?.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const named = ['title', 'desc'].map((name) => root?.getElementsByTagName(name)[0]);
    expect(named.map((element) => element?.getAttribute('id'))).toEqual(ids);
    expect(named.map((element) => element?.textContent)).toEqual([picture.title, pictureWords(picture)]);
  });

  it.each(PICTURES)('of $of keep every text within the frame', (picture) => {
    const root = parsed(pictureSvg(picture).markup).documentElement;
    const [, , width = 0, height = 0] = (root?.getAttribute('viewBox') ?? '').split(' ').map(Number);
    const outside = Array.from(root?.getElementsByTagName('text') ?? []).filter((text) => {
      const [x, y] = [Number(text.getAttribute('x')), Number(text.getAttribute('y'))];
      return x < 0 || x > width || y < 10 || y > height;
    });
    expect(outside.map(({ textContent }) => textContent)).toEqual([]);
  });

  it('draws the largest sets first, with the channels that each has', () => {
    const { channels, regions } = overlapPicture(return2017());
    expect(channels.map(({ items }) => items)).toEqual([78, 7, 62]);
    expect(regions).toEqual([
      { on: [true, false, false], items: 47 },
      { on: [false, false, true], items: 31 },
      { on: [true, false, true], items: 31 },
      { on: [false, true, false], items: 7 },
    ]);
  });

  it('leaves small sets to the table, and says how many', () => {
    const channels = Array.from({ length: 20 }, (_channel, index) => ({
      id: `channel-${index}`,
      name: `渠道${index}`,
      formRow: 'website' as const,
      practice: false,
    }));
    const annual = annualOf(
      channels.map(({ id }, index) => ({ items: index + 1, on: [id] })),
      { channels },
    );
    const picture = overlapPicture(annual);
    expect(picture.regions).toHaveLength(16);
    expect(picture.regions[0]?.items).toBe(20);
    expect(picture.leftOut).toBe(4);
  });

  it('tells days within the limit from those past it', () => {
    const { ranges } = disclosurePicture(return2022());
    const sum = (late: boolean) =>
      ranges.filter((range) => range.late === late).reduce((all, { items }) => all + items, 0);
    expect([sum(false), sum(true)]).toEqual([41, 6]);
    expect(pictureSvg(disclosurePicture(return2022())).markup).toContain('法定期限：20个工作日');
  });

  it.each([
    { workingDays: 20, late: false },
    { workingDays: 21, late: true },
  ])('puts $workingDays working days on their side of the line', ({ workingDays, late }) => {
    const { ranges } = disclosurePicture({ disclosureDays: [{ workingDays, items: 1 }] });
    expect(ranges.find(({ items }) => items === 1)?.late).toBe(late);
  });

  it('draws a year without anything', () => {
    const annual = annualOf([], { channels: [] });
    for (const picture of [overlapPicture(annual), monthPicture(annual), disclosurePicture(annual)]) {
      expect(pictureSvg(picture).markup).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('escapes names', () => {
    const [channel] = annualOf([]).channels;
    if (channel === undefined) throw new Error('no channel');
    const annual = annualOf([{ items: 1, on: ['portal'] }], {
      channels: [{ ...channel, name: '<a>&' }],
      months: [{ channel: 'portal', items: Array.from({ length: 12 }, () => 1) }],
    });
    for (const picture of [overlapPicture(annual), monthPicture(annual)]) {
      expect(pictureSvg(picture).markup).toContain('&lt;a&gt;&amp;');
    }
  });
});
