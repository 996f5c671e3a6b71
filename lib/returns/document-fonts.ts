export const TITLE_FONT = '方正小标宋简体';
export const BODY_FONT = '仿宋';
export const HEADING_FONT = '黑体';
export const SUBHEADING_FONT = '楷体';

/**
 * Fonts of official documents (GB/T 9704), and by which names a machine may have them or the nearest to them, the best
 * first and parted by commas (ECMA-376, 17.8.3.1).
 */
export const DOCUMENT_FONTS = [
  { name: TITLE_FONT, instead: 'FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,STZhongsong', family: 'roman' },
  {
    name: BODY_FONT,
    instead: 'FangSong,仿宋_GB2312,FangSong_GB2312,华文仿宋,Noto Serif CJK SC',
    family: 'modern',
  },
  { name: HEADING_FONT, instead: 'SimHei,Noto Sans CJK SC', family: 'modern' },
  { name: SUBHEADING_FONT, instead: 'KaiTi,楷体_GB2312,华文楷体', family: 'modern' },
] as const;
