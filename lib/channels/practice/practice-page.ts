import { html, raw } from 'hono/html';

type Html = ReturnType<typeof html>;

const STYLE = `body{max-width:48rem;margin:0 auto;padding:1rem;font:1.1rem/1.9 serif;color:#222;overflow-wrap:anywhere}
h1{font-size:1.6rem;text-align:center}.practice{background:#8a1c1c;color:#fff;padding:.4rem 1rem;text-align:center}
.facts,time{color:#555}.facts{text-align:center}img{max-width:100%}
table{display:block;overflow-x:auto;border-collapse:collapse}td,th{border:1px solid #888;padding:.2rem .6rem;min-width:4em}`;

/** The frame of every page of a practice network, marked 演练. */
export const practicePage = ({
  network,
  title,
  head = '',
  content,
}: {
  readonly network: string;
  readonly title: string;
  readonly head?: Html | '';
  readonly content: Html;
}) => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - 演练</title>
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
${head}<style>${raw(STYLE)}</style>
</head>
<body>
<p class="practice">演练：这是练习渠道“${network}”，不是真实发布。</p>
<h1>${title}</h1>
${content}
</body>
</html>`;
