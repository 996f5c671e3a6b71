import type { AnnualReturn, SealedFile } from '../domain/annual-return.ts';
import type { ChannelId } from '../domain/item.ts';
import { pubDate } from '../domain/shanghai-time.ts';
import { type FormLine, formLines } from './form-2014.ts';
import { html, type Markup } from './html.ts';
import { isBlank } from '../domain/count/is-blank.ts';
import { layoutNote } from './layout-note.ts';
import { publicationSentence } from '../domain/report/publication-sentence.ts';
import { REPORT_STYLE } from './report-style.ts';
import { RULES_VERSION } from './return-data.ts';

/** `report.html`: one page for people, complete in itself. */
export const reportHtml = (annual: AnnualReturn, sealed: readonly SealedFile[]): string => {
  const { year, revision, office, builtAt } = annual;
  const title = `${office.name}${year}年主动公开政府信息情况`;
  return `<!doctype html>\n${
    html`<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}（草稿第${revision}稿）</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
<p class="meta">草稿 第${revision}稿　统计期间：${year}年1月1日至${year}年12月31日　生成时间：${pubDate(builtAt)}</p>
${notices(annual)}
<h2>一、主动公开政府信息以及公开平台建设情况（报告第五部分文字）</h2>
<p class="sentence">${publicationSentence(annual)}</p>
<h2>二、政府信息公开情况统计表（主动公开部分）</h2>
<p class="note">${layoutNote(year)}</p>
${form(annual)}
<h2>三、各渠道发布情况与去重核对</h2>
${channelTable(annual)}
${regionTable(annual)}
${reconciliation(annual)}
<h2>四、计数口径</h2>
${rules(annual)}
<h2>五、数据来源与校验</h2>
${provenance(annual, sealed)}
</body>
</html>`.markup
  }\n`;
};

const style: Markup = { markup: REPORT_STYLE };

const notices = ({ year, count, channels, unknown, builtAt }: AnnualReturn): readonly Markup[] => {
  const practice = channels.filter((channel) => channel.practice).map(({ name }) => name);
  return [
    ...(Number(pubDate(builtAt).slice(0, 4)) <= year
      ? [html`<p class="notice">统计期间尚未结束：本稿只反映截至生成时间的情况。</p>`]
      : []),
    ...unknown.map(({ message }) => html`<p class="notice">不详：${message.zh}</p>`),
    ...(count.practiceDeliveries > 0
      ? [
          html`<p class="notice">演练：本稿含演练渠道（${practice.join('、')}）的发布记录${count.practiceDeliveries}条次，仅供演练，正式报送时不计入。</p>`,
        ]
      : []),
  ];
};

const form = (annual: AnnualReturn): Markup => html`
<p>填报单位（盖章）：${annual.office.name}</p>
<table>
<thead><tr><th scope="col">统计指标</th><th scope="col">单位</th><th scope="col">统计数</th></tr></thead>
<tbody>${formLines(annual).map(formRow)}</tbody>
</table>
<p class="signatures"><span>单位负责人：</span><span>审核人：</span><span>填报人：</span><span>联系电话：</span><span>填报日期：</span></p>`;

const formRow = (line: FormLine): Markup => html`
<tr><td class="level-${line.level}">${line.label}</td><td class="unit">${line.unit}</td>${formCell(line)}</tr>`;

const formCell = ({ heading, value }: FormLine): Markup => {
  if (heading) return html`<td class="number">—</td>`;
  return value === null
    ? html`<td class="number unknown">需人工填报</td>`
    : html`<td class="number">${value}</td>`;
};

const channelTable = ({ count, channels, unknown }: AnnualReturn): Markup => html`
<table>
<caption>各渠道本年发布的信息（渠道之间有重复，各行不能相加作为总数）</caption>
<thead><tr><th scope="col">渠道</th><th scope="col">发布条数</th></tr></thead>
<tbody>${Object.entries(count.channels).map(
  ([id, items]) => html`
<tr><td>${nameIn(channels, id)}</td>${
    isBlank(unknown, id) ? html`<td class="number unknown">不详</td>` : html`<td class="number">${items}</td>`
  }</tr>`,
)}</tbody>
</table>`;

const regionTable = ({ count, channels }: AnnualReturn): Markup => html`
<table>
<caption>按发布渠道的组合划分（互不重叠，各行相加等于本年发布的信息数）</caption>
<thead><tr><th scope="col">渠道组合</th><th scope="col">信息条数</th></tr></thead>
<tbody>${count.regions.map(
  (region) => html`
<tr><td>${region.channels.length === 1 ? '仅' : '同在'}${inOrder(count.channels, region.channels)
    .map((id) => nameIn(channels, id))
    .join('、')}</td><td class="number">${region.items}</td></tr>`,
)}
<tr class="sum"><td>本年发布的信息（去重）</td><td class="number">${count.published}</td></tr></tbody>
</table>`;

const reconciliation = ({ count }: AnnualReturn): Markup => {
  const { published, firstPublishedEarlier, reposts, total, policies } = count;
  const withoutReposts = policies.countReposts ? '' : ` − 转载 ${reposts}`;
  return html`
<table>
<caption>总数核对</caption>
<tbody>
<tr><td>本年发布的信息（去重）</td><td class="number">${published}</td></tr>
<tr><td>其中：上年已公开（首次公开早于本年，不重复计入）</td><td class="number">${firstPublishedEarlier}</td></tr>
<tr><td>其中：转载（${policies.countReposts ? '按口径计入' : '按口径不计入'}）</td><td class="number">${reposts}</td></tr>
<tr class="sum"><td>主动公开政府信息数 ＝ ${published} − ${firstPublishedEarlier}${withoutReposts}</td><td class="number">${total}</td></tr>
<tr><td>总数中：首次公开逾期</td><td class="number">${count.late}</td></tr>
<tr><td>总数中：后已撤下</td><td class="number">${count.withdrawn}</td></tr>
<tr><td>另有：误发后撤下（不计入总数）</td><td class="number">${count.withdrawnAsError}</td></tr>
</tbody>
</table>`;
};

const rules = ({ count }: AnnualReturn): Markup => html`
<ol>
<li>相同的信息通过不同的渠道和方式发布，计为1条（国办发〔2014〕32号统计表第1.1行）。</li>
<li>信息计入公众首次能在任一渠道看到的年份；以后年份在其他渠道再发布的，只计入该渠道的数字。</li>
<li>更正、改版仍是同一条信息，不另计；解读单独计1条。</li>
<li>转载上级文件：${count.policies.countReposts ? '计入' : '不计入'}（本单位设定）。</li>
<li>发布后撤下的仍计入并单列；因误发撤下的不计入并单列。</li>
<li>只统计公众可以看到的信息；已报送渠道但尚未公开的不计入。</li>
</ol>`;

const provenance = ({ builtAt, builtBy, count }: AnnualReturn, sealed: readonly SealedFile[]): Markup => html`
<dl>
<dt>计数规则版本</dt><dd>${RULES_VERSION}</dd>
<dt>生成时间、生成人</dt><dd>${pubDate(builtAt)}，${builtBy}</dd>
${
  count.importedDeliveries > 0
    ? html`<dt>导入的记录</dt><dd>含由文件导入的发布记录，公开时间以文件所载为准，evidence.csv 的“登记方式”列逐条标明</dd>`
    : ''
}
${sealed.map(
  ({ name, sha256, size }) => html`
<dt>${name}</dt><dd>${size}字节，SHA-256 <code>${sha256}</code></dd>`,
)}
</dl>
<p class="note">每个数字都可以在 evidence.csv 中逐条核对：按“合并计入”（空白的按“信息标识”）去重计数，同一信息在几个渠道发布即有几行。</p>`;

const nameIn = (channels: AnnualReturn['channels'], id: ChannelId): string =>
  channels.find((channel) => channel.id === id)?.name ?? id;

const inOrder = (
  figures: Readonly<Record<ChannelId, number>>,
  ids: readonly ChannelId[],
): readonly ChannelId[] => Object.keys(figures).filter((id) => ids.includes(id));
