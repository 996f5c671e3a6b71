/** Screen and A4 paper alike; fonts that Chinese offices have, nothing loaded. */
export const REPORT_STYLE = `
  @page { size: A4; margin: 25mm 22mm; }
  * { box-sizing: border-box; }
  body { margin: 0 auto; padding: 24px; max-width: 820px; color: #1a1a1a; background: #fff;
    font: 16px/1.8 "FangSong", "STFangsong", "Noto Serif CJK SC", "Songti SC", "SimSun", serif; }
  h1 { margin: 8px 0 4px; text-align: center; font: 700 24px/1.5 "Songti SC", "SimSun", "Noto Serif CJK SC", serif; }
  h2 { margin: 28px 0 8px; font: 700 18px/1.6 "SimHei", "Heiti SC", "Noto Sans CJK SC", sans-serif; break-after: avoid; }
  p { margin: 6px 0; }
  .sentence { text-indent: 2em; text-align: justify; }
  .meta { text-align: center; color: #555; font-size: 14px; }
  .notice { margin: 12px 0; padding: 8px 14px; border: 1px solid #b35900; background: #fff8ef; font-size: 15px; }
  .note { color: #444; font-size: 14px; }
  table { width: 100%; margin: 8px 0; border-collapse: collapse; font-size: 15px; }
  caption { padding: 4px 0; text-align: left; font-size: 14px; }
  th, td { padding: 6px 10px; border: 1px solid #333; vertical-align: top; }
  th { background: #f2f2f2; font-weight: 700; text-align: center; }
  td.number { width: 8em; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  td.unit { width: 4em; text-align: center; }
  td.level-1 { padding-left: 2em; }
  td.level-2 { padding-left: 4em; }
  td.unknown { color: #8a4b00; }
  tr { break-inside: avoid; }
  tr.sum td { font-weight: 700; }
  .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(7em, 1fr)); gap: 8px; margin-top: 10px; font-size: 15px; }
  dl { margin: 8px 0; font-size: 14px; }
  dt { float: left; clear: left; width: 9em; color: #444; }
  dd { margin: 0 0 4px 9em; overflow-wrap: anywhere; }
  code { font: 12px/1.5 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
  @media print { body { padding: 0; max-width: none; font-size: 12pt; } .notice { background: none; } th { background: none; } }
`;
