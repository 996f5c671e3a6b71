export const TITLE_FONT = '方正小标宋简体';
export const BODY_FONT = '仿宋';
export const HEADING_FONT = '黑体';
export const SUBHEADING_FONT = '楷体';

/**
 * Fonts of official documents (GB/T 9704), and what Word takes where a machine lacks one. The standard has a list there;
 * Word reads it as one name of at most 31 characters ([MS-OI29500], 2.1.262).
 */
export const DOCUMENT_FONTS = [
  { name: TITLE_FONT, instead: '华文中宋', family: 'roman' },
  { name: BODY_FONT, instead: '仿宋_GB2312', family: 'modern' },
  { name: HEADING_FONT, instead: 'SimHei', family: 'modern' },
  { name: SUBHEADING_FONT, instead: '楷体_GB2312', family: 'modern' },
] as const;
