import type { AnnualReturn } from '../../domain/annual-return.ts';
import { plainTable, type ReturnTable, text } from './return-table.ts';

const LEVELS = { error: '错误', warning: '提示' } as const;

/** What the checks found, errors first. */
export const findingTable = ({ findings }: Pick<AnnualReturn, 'findings'>): ReturnTable =>
  plainTable({
    id: 'findings',
    caption: '核对结果',
    columns: [10, 18, 72],
    headings: ['类别', '规则', '内容'],
    rows: findings.map(({ level, code, message }) => [text(LEVELS[level]), text(code), text(message.zh)]),
  });
