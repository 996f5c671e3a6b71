import { NO_INPUTS } from '../../lib/domain/form/return-inputs.ts';
import type { ReturnInputsView } from '../../lib/usecases/read-return-inputs.ts';

/** One cell of the form of 2017, entered beside what the ledger knows, and one finding. */
export const RETURN_INPUTS_VIEW: ReturnInputsView = {
  year: 2017,
  form: {
    id: 'form-2014',
    version: 1,
    name: '政府信息公开情况统计表',
    basis: '国办发〔2014〕32号',
    sections: [{ id: '1', heading: '一、概述' }],
  },
  version: 2,
  changedAt: '2018-01-31T10:00:00+08:00',
  changedBy: 'token:operator',
  reason: null,
  inputs: {
    ...NO_INPUTS,
    cells: { '1.1': 117, '6': '/' },
    sections: { '1': ['概述由本单位撰写。'] },
    measures: ['统一各渠道的文字格式。'],
  },
  cells: [
    {
      id: '1.1',
      table: 'statistics',
      part: '一、主动公开情况',
      words: '“一、（一）主动公开政府信息数”',
      unit: '条',
      decimals: 0,
      value: 117,
      from: 'entered',
      proposed: 116,
      lastYear: null,
    },
  ],
  findings: [
    {
      code: 'differs-from-ledger',
      level: 'warning',
      cells: ['1.1'],
      message: { zh: '与台账不一致。', en: 'Differs from the ledger.' },
    },
  ],
  lastYear: { year: 2016, version: 1, measures: ['缩短答复时间。'] },
};
