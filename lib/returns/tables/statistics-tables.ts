import type { AnnualReturn } from '../../domain/annual-return.ts';
import { channelTable, overlapTable, reconciliationTable, regionTable } from './figure-tables.ts';
import { formTables, signatureLines } from './form-tables.ts';
import type { ReturnTable } from './return-table.ts';

/**
 * The form's tables as a document of their own: each under the heading of its section, the seal's line above the first
 * and the signatures below the last, where the form itself does not say where. Without a form what there is instead.
 */
export const statisticsTables = (annual: AnnualReturn): readonly ReturnTable[] => {
  const { form } = annual;
  if (form === null)
    return [channelTable(annual), regionTable(annual), overlapTable(annual), reconciliationTable(annual)];
  const tables = formTables(annual);
  const sealed = tables.some(({ sealLine }) => sealLine !== null);
  const signed = tables.some(({ signatures }) => signatures.length > 0);
  return tables.map(({ section, ...table }, index) => ({
    ...table,
    caption: form.sections.find(({ id }) => id === section)?.heading ?? null,
    sealLine: !sealed && index === 0 ? `填报单位（盖章）：${annual.office.name}` : table.sealLine,
    signatures: !signed && index === tables.length - 1 ? signatureLines(annual) : table.signatures,
  }));
};
