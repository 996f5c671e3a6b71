import { describe, expect, it } from 'vitest';
import { returnData } from '../../../lib/returns/return-data.ts';
import { return2017, return2022 } from './filled-returns.ts';

describe('data.json', () => {
  it('holds all that the documents show: count, cells in words, findings, sections, months, days', () => {
    const annual = return2017();
    expect(JSON.parse(returnData(annual))).toMatchObject({
      format: 'gongkai-return/2',
      year: 2017,
      revision: 1,
      state: 'draft',
      amendment: null,
      form: { id: 'form-2014', version: 1 },
      layout: null,
      rulesVersion: 1,
      policies: { countReposts: true },
      builtAt: '2018-01-19T10:00:00+08:00',
      builtBy: 'token:operator',
      inputsVersion: 3,
      count: annual.count,
      findings: annual.findings,
      sections: annual.sections,
      months: annual.months,
      disclosureDays: { limit: 20, days: [] },
      evidence: annual.evidence,
    });
  });

  it('names a cell in words, with its unit and where its value is from', () => {
    const { cells } = JSON.parse(returnData(return2017()));
    expect(cells).toContainEqual(
      expect.objectContaining({ id: '1.2.2', value: 116, unit: '条', from: 'entered', proposed: null }),
    );
    expect(cells.find(({ id }: { id: string }) => id === '1.2.2').words).toContain('政府网站公开政府信息数');
    expect(cells).toContainEqual(expect.objectContaining({ id: '1.1.b', value: null, from: null }));
    expect(cells).toContainEqual(expect.objectContaining({ id: '1.2.1', value: '-' }));
  });

  it('names items by number and id, never by title', () => {
    const drafted = returnData(return2017());
    expect(drafted).toContain('"number": "2017-0001"');
    expect(drafted).not.toContain('标题');
    expect(returnData(return2022())).not.toContain('标题');
    expect(JSON.parse(returnData(return2022())).differences).toEqual(return2022().differences);
  });

  it('says of a year whose layout is not offered that it is not', () => {
    const data = JSON.parse(returnData(return2017({ year: 2019, form: null, cells: [], sections: [] })));
    expect(data).toMatchObject({ form: null, cells: [] });
    expect(data.layout).toContain('国办公开办函〔2019〕60号');
  });
});
