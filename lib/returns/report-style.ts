/** Screen and A4 paper alike; fonts that Chinese offices have, nothing loaded. */
export const REPORT_STYLE = `
  @page { size: A4; margin: 30mm 24mm 28mm; @bottom-center { content: "— " counter(page) " —"; font-size: 10.5pt; } }
  * { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
  body { margin: 0 auto; padding: 24px; max-width: 860px; color: #1a1a1a; background: #fff; overflow-wrap: anywhere;
    font: 17px/1.8 "FangSong", "FangSong_GB2312", "STFangsong", "Noto Serif CJK SC", "Songti SC", "SimSun", serif; }
  h1, .form-title { text-align: center; text-wrap: balance;
    font: 400 26px/1.45 "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", "Noto Serif CJK SC", "Songti SC", "SimSun", serif; }
  h1 { margin: 8px 0 12px; font-size: 28px; }
  h2 { margin: 28px 0 8px; font: 400 19px/1.6 "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; }
  h3 { margin: 22px 0 6px; font: 700 17px/1.6 "KaiTi", "KaiTi_GB2312", "STKaiti", "Noto Serif CJK SC", serif; }
  h2, h3 { break-after: avoid; }
  p { margin: 6px 0; }
  .paragraph { text-indent: 2em; text-align: justify; }
  .mark { margin: 0; text-align: right; font: 400 15px/1.6 "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; }
  .meta { text-align: center; color: #444; font-size: 15px; }
  .meta span { display: inline-block; margin: 0 0.5em; }
  .notice { margin: 12px 0; padding: 8px 14px; border: 1px solid #b35900; background: #fff8ef; font-size: 15px; }
  .note { color: #444; font-size: 14px; line-height: 1.6; }
  .form-title { margin: 28px 0 0; }
  .form-year { margin-top: 0; text-align: center; font-size: 15px; }
  .new-page { break-before: page; }
  .table { margin: 10px 0 16px; }
  .sideways { overflow-x: auto; }
  .seal { margin: 4px 0; font-size: 16px; }
  table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.5; table-layout: fixed; }
  .wide table { font-size: 14px; }
  caption { padding: 4px 0; text-align: center; font: 400 15px/1.6 "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; }
  th, td { padding: 5px 7px; border: 1px solid #333; font-weight: 400; vertical-align: middle; }
  th { text-align: left; }
  th.heading, th.corner { background: #f2f2f2; text-align: center; }
  th.corner { font-size: 0.92em; }
  td.value { text-align: center; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
  td.unit { text-align: center; }
  th.indent-1 { padding-left: calc(7px + 1em); }
  th.indent-2 { padding-left: calc(7px + 2em); }
  th.indent-3 { padding-left: calc(7px + 3em); }
  tr, figure, .table { break-inside: avoid; }
  .table.long { break-inside: auto; }
  .seal, caption { break-after: avoid; }
  .signatures { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 12px; margin-top: 8px; font-size: 15px; break-before: avoid; }
  .signatures span { min-width: 6em; }
  figure { margin: 12px auto 16px; max-width: 600px; }
  figure svg { display: block; width: 100%; height: auto; font-family: "Noto Sans CJK SC", "Microsoft YaHei", "SimHei", sans-serif; }
  figcaption { text-align: center; font-size: 14px; color: #444; }
  @media (max-width: 600px) {
    body { padding: 16px; font-size: 16px; }
    h1 { font-size: 22px; }
    .form-title { font-size: 21px; }
    table { font-size: 14px; }
    .wide table { min-width: 640px; font-size: 13px; }
    th, td { padding: 4px 5px; }
    th.indent-1 { padding-left: calc(5px + 0.7em); }
    th.indent-2 { padding-left: calc(5px + 1.4em); }
    th.indent-3 { padding-left: calc(5px + 2.1em); }
  }
  @media print {
    body { padding: 0; max-width: none; font-size: 14pt; }
    h1 { font-size: 20pt; }
    h2 { font-size: 15pt; }
    h3 { font-size: 14pt; }
    .form-title { margin-top: 0; font-size: 18pt; break-before: page; }
    .new-page { margin-top: 0; }
    .notice { background: none; font-size: 11pt; }
    .meta, .mark, .seal, .form-year { font-size: 11pt; }
    .signatures { font-size: 9pt; }
    .note, figcaption { font-size: 9.5pt; }
    table { font-size: 10.5pt; line-height: 1.35; }
    .wide table { font-size: 9pt; }
    .long th, .long td { padding-top: 1.1pt; padding-bottom: 1.1pt; }
    .wide th, .wide td { padding-top: 1.2pt; padding-bottom: 1.2pt; line-height: 1.25; }
    caption { font-size: 11pt; }
    th, td { padding: 2.2pt 4pt; }
    th.heading, th.corner { background: none; }
    .sideways { overflow: visible; }
    figure { max-width: 135mm; }
  }
`;
