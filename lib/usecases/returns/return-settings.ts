import { hash } from 'node:crypto';
import type { ChannelDefinition } from '../../configuration/channel-definition.ts';
import type { Office } from '../../configuration/office.ts';
import type { Policies } from '../../configuration/policies.ts';
import type { ReturnChannel } from '../../domain/annual-return.ts';
import { canonicalJson } from '../../domain/evidence/canonical-json.ts';
import { formOf } from '../../domain/form/form-of-year.ts';
import type { ChannelId } from '../../domain/item.ts';
import type { ReturnBasis } from '../../ports/registers.ts';

/** What of the configuration a return is made of. */
export interface ReturnSettings {
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly policies: Policies;
  readonly office: Pick<Office, 'name' | 'shortName'>;
}

export const returnChannels = ({
  definitions,
}: Pick<ReturnSettings, 'definitions'>): readonly ReturnChannel[] =>
  [...definitions.values()].map(({ id, name, formRow, practice }) => ({ id, name, formRow, practice }));

/** The rules by which a year's return is made; the manifest seals them by hash. */
export const returnRules = (year: number, rulesVersion: number): unknown => {
  const found = formOf(year);
  const form = found.offered ? found.form : null;
  return {
    count: rulesVersion,
    form: form === null ? null : { id: form.id, version: form.version, rules: form.rules },
  };
};

/** What the office decides that a return shows; the manifest seals it by hash. */
export const returnPolicies = (settings: ReturnSettings): unknown => {
  const { policies, office } = settings;
  return {
    countReposts: policies.countReposts,
    disclosureLimit: policies.disclosureLimit,
    distinctPersons: policies.distinctPersons,
    quarterlyTables: policies.quarterlyTables,
    channels: returnChannels(settings),
    office: { name: office.name, shortName: office.shortName },
  };
};

export const settingsHashes = (
  settings: ReturnSettings,
  year: number,
  rulesVersion: number,
): Pick<ReturnBasis, 'rules' | 'policies'> => ({
  rules: hash('sha256', canonicalJson(returnRules(year, rulesVersion))),
  policies: hash('sha256', canonicalJson(returnPolicies(settings))),
});
