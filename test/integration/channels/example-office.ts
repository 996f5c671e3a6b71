import { Office } from '../../../lib/configuration/office.ts';

/** A made-up office, as `config/office.json` describes one. */
export const EXAMPLE_OFFICE = Office.parse({
  name: '虚构市政务服务中心管理办公室',
  shortName: '中心管理办公室',
  site: { name: '虚构市政务服务中心管理办公室', domain: 'zwfw.example.cn', idCode: '0000000000' },
  guide: {
    address: '虚构市示范路1号政务服务大厅三楼',
    telephone: '0000-0000000',
    fax: null,
    email: 'gongkai@example.cn',
    hours: '工作日上午8:30至12:00,下午13:30至17:00',
    waysToApply: ['当面申请：到政务服务大厅政府信息公开窗口领取并填写申请表。', '信函申请：寄至上述地址。'],
    supervision: '认为本机关未依法履行政府信息公开义务的，可以向市政务公开主管部门投诉。',
  },
});
