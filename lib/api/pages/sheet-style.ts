/** Sheets are saved and opened without a token, so their style is in them. */
export const SHEET_STYLE = `
  @page { size: A4; margin: 20mm; }
  * { box-sizing: border-box; }
  body { margin: 0 auto; padding: 24px; max-width: 800px; color: #1a1a1a; background: #fff; overflow-wrap: anywhere;
    font: 16px/1.8 "Noto Sans SC", "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
  h1 { margin: 0 0 12px; font-size: 24px; }
  h2 { margin: 24px 0 8px; font-size: 17px; break-after: avoid; }
  table { border-collapse: collapse; }
  th, td { padding: 4px 10px; border: 1px solid #999; text-align: left; vertical-align: top; }
  .facts { width: 100%; }
  .facts th { width: 7em; background: #f2f2f2; font-weight: 700; }
  .copy { padding: 8px 20px; border: 1px solid #999; }
  .copy p { text-indent: 2em; }
  .copy table { display: block; overflow-x: auto; }
  .copy img { max-width: 100%; }
  pre.copy { margin: 0; white-space: pre-wrap; font: inherit; }
  .then { margin-top: 24px; padding: 8px 16px; border: 1px solid #b35900; background: #fff8ef; }
  code { font: 12px/1.5 ui-monospace, Consolas, monospace; }
  @media print { body { padding: 0; max-width: none; font-size: 12pt; } .plain { display: none; } }
`;
