import { createHash } from 'node:crypto';
import type { ChannelDefinition } from '../../configuration/channel-definition.ts';
import type { Office } from '../../configuration/office.ts';
import type { ChannelId } from '../../domain/item.ts';
import type { SiteSettings } from './settings.ts';

export interface Column {
  readonly name: string;
  /** Its part in addresses, which are ASCII while names are Chinese. */
  readonly slug: string;
  readonly description: string;
  readonly keywords: string;
  readonly type: string;
}

/** What every page of one site needs to know. */
export interface SiteProfile {
  readonly channel: ChannelId;
  /** `/portal/` */
  readonly path: string;
  /** `https://host`, for what must be absolute: feed and sitemap. */
  readonly origin: string;
  readonly office: Office;
  readonly practice: boolean;
  readonly defaultColumn: string;
  /** Columns that the configuration names, in its order; they are shown even while empty. */
  readonly configuredColumns: readonly string[];
  column(name: string): Column;
}

export const createSiteProfile = (
  definition: ChannelDefinition,
  settings: SiteSettings,
  office: Office,
): SiteProfile => {
  const { genre, topic, area, otherwise } = definition.columns;
  const named = [genre, topic, area].flatMap((map) => Object.values(map));
  return {
    channel: definition.id,
    path: settings.path,
    origin: settings.origin ?? `https://${office.site.domain}`,
    office,
    practice: definition.practice,
    defaultColumn: otherwise ?? settings.column,
    configuredColumns: [...new Set([...named, otherwise ?? settings.column])],
    column: (name) => ({
      name,
      slug: createHash('sha256').update(name).digest('hex').slice(0, 12),
      description:
        settings.columns[name]?.description ?? `${office.site.name}“${name}”栏目，主动公开的政府信息。`,
      keywords: settings.columns[name]?.keywords ?? [name, '政府信息公开', office.name].join(','),
      type: settings.columns[name]?.type ?? '政务公开',
    }),
  };
};
