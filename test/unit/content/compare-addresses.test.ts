import { describe, expect, it } from 'vitest';
import { type BodyAddresses, bodyAddresses } from '../../../lib/domain/content/body-addresses.ts';
import { differingAddress } from '../../../lib/domain/content/compare-addresses.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';

const base = 'https://city.example/2026/42.html';
const PICTURE = 'data:image/png;base64,AAEC';

const none: BodyAddresses = { links: [], pictures: [] };
const link = (...links: string[]): BodyAddresses => ({ ...none, links });
const picture = (...pictures: string[]): BodyAddresses => ({ ...none, pictures });

describe('the addresses of a body', () => {
  it('are those that a reader can follow or see', () => {
    const content =
      '<p><a href="https://law.example/1"><b><img src="a.png"></b></a><a href="javascript:x()">x</a><a>y</a></p>';
    expect(bodyAddresses(parseBody({ format: 'html', content }))).toEqual({
      links: ['https://law.example/1'],
      pictures: ['a.png'],
    });
  });
});

const onTheirs = (expected: BodyAddresses, shown: BodyAddresses, rehostedAt: readonly string[] = []) =>
  differingAddress(expected, { ...shown, base, rehostedAt });

const onOurs = (expected: BodyAddresses, shown: BodyAddresses, own: string) =>
  differingAddress(expected, { ...shown, base: own, rehostedAt: null });

describe('on somebody else’s page', () => {
  it.each([
    ['the same', link('https://law.example/1?a=1'), link('https://law.example/1?a=1')],
    ['the same in another scheme', link('http://law.example/1'), link('//law.example/1#part')],
    [
      'the same in another spelling',
      link('https://法.example/条例'),
      link('https://xn--nww.example/%E6%9D%A1%E4%BE%8B'),
    ],
    ['a link that is left out', link('https://law.example/1'), none],
    ['a place on the page itself', none, link('#top')],
    ['what the platform put up itself', picture('https://our.example/1.png'), picture('/upload/7.png')],
    ['a file that the platform took over', link('https://our.example/1.pdf'), link('../files/7.pdf')],
    ['a picture that it put into the page', picture('https://our.example/1.png'), picture(PICTURE)],
  ])('%s is no difference', (_name, expected, shown) => {
    expect(onTheirs(expected, shown)).toBeNull();
  });

  it.each([
    [
      'a link',
      link('https://law.example/1'),
      link('https://casino.example/1'),
      '链接指向“https://casino.example/1”',
    ],
    ['a link where there was none', none, link('https://casino.example/1'), '链接指向'],
    ['a letter', link('mailto:office@city.example'), link('mailto:other@city.example'), 'mailto:other@'],
    ['a picture', picture('https://our.example/1.png'), picture('https://other.example/1.png'), '图片指向'],
  ])('%s that leads elsewhere is told', (_name, expected, shown, told) => {
    expect(onTheirs(expected, shown)).toContain(told);
  });

  it('what stands under a host where the platform puts up what it takes over is no difference', () => {
    const ours = picture('https://our.example/1.png');
    const there = picture('https://img.city.example/7.png');
    expect(onTheirs(ours, there)).toContain('img.city.example');
    expect(onTheirs(ours, there, ['img.city.example'])).toBeNull();
  });
});

describe('on a page of our own', () => {
  it.each([base, '/portal/articles/42.html'])('at %s everything is as it was sent', (own) => {
    const sent = { links: ['#note', 'files/1.pdf', 'https://law.example/1'], pictures: [PICTURE, '/a.png'] };
    expect(onOurs(sent, sent, own)).toBeNull();
    expect(onOurs(sent, { ...sent, pictures: ['data:image/png,%00%01%02', '/a.png'] }, own)).toBeNull();
    expect(onOurs(sent, { ...sent, pictures: ['data:image/png,%00%01%03', '/a.png'] }, own)).toContain(
      '图片指向',
    );
    expect(onOurs(sent, { ...sent, pictures: [PICTURE, '/b.png'] }, own)).toContain('“/b.png”');
    expect(onOurs(sent, { ...sent, pictures: [PICTURE] }, own)).toBe('正文缺少指向“/a.png”的图片。');
    expect(onOurs(sent, { ...sent, links: ['#note'] }, own)).toBe('正文缺少指向“files/1.pdf”的链接。');
  });
});
