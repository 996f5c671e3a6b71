import { ConfigurationProblem } from '../configuration/read-configuration.ts';
import type { ChannelId } from '../domain/item.ts';

/** A path of our own server, or a folder, that a channel takes up or calls. */
export interface OwnAddress {
  readonly channel: ChannelId;
  /** In the channel's entry: `/settings/path`. */
  readonly pointer: string;
  readonly path: string;
}

/** What the server serves itself; a channel there would be hidden by it. */
const TAKEN = ['/v1/', '/assets/', '/practice/', '/healthz/', '/openapi.json/'];

const overlap = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

const refuse = ({ channel, pointer, path }: OwnAddress, zh: string, en: string): never => {
  throw new ConfigurationProblem(
    `渠道“${channel}”的 ${pointer}“${path}”${zh}。In channel "${channel}", ${pointer} "${path}" ${en}.`,
  );
};

/** Sites have addresses of their own, which nobody else serves; throws `ConfigurationProblem` naming the first that has not. */
export const refuseSharedSites = (sites: readonly OwnAddress[]): void => {
  for (const [index, site] of sites.entries()) {
    const taken = TAKEN.find((path) => overlap(site.path, path));
    if (taken !== undefined)
      refuse(site, `与系统自己的地址 ${taken} 冲突`, `clashes with ${taken}, which is ours`);
    const other = sites.slice(0, index).find(({ path }) => overlap(site.path, path));
    if (other !== undefined) {
      refuse(
        site,
        `与渠道“${other.channel}”的地址冲突`,
        `clashes with the one of channel "${other.channel}"`,
      );
    }
  }
};

/** Only practice networks are spoken to on our own server, and what goes there must not count as really public. */
export const refuseRealOnOwnServer = (address: OwnAddress): never =>
  refuse(
    address,
    '是本系统上的路径，只能是 /practice/名称/，并须注明 "practice": true',
    'is a path on this server: only /practice/<name>/ of a channel marked "practice": true',
  );

/** A practice network stands for one platform; with two channels on it, one's copy would pass for the other's. */
export const refuseSharedNetworks = (networks: readonly OwnAddress[]): void => {
  for (const [index, network] of networks.entries()) {
    const other = networks.slice(0, index).find(({ path }) => path === network.path);
    if (other !== undefined) {
      refuse(network, `已由渠道“${other.channel}”使用`, `is used by channel "${other.channel}" already`);
    }
  }
};

/** A folder belongs to one channel: another's receipts in it would pass for this one's. */
export const refuseSharedFolders = (folders: readonly OwnAddress[]): void => {
  for (const [index, folder] of folders.entries()) {
    const other = folders.slice(0, index).find(({ path }) => overlap(`${folder.path}/`, `${path}/`));
    if (other !== undefined) {
      refuse(
        folder,
        `与渠道“${other.channel}”的目录重叠`,
        `overlaps with the folder of channel "${other.channel}"`,
      );
    }
  }
};

/** Nothing is written outside the folders that the office listed. */
export const refuseFolderOutside = (folder: OwnAddress, allowed: readonly string[] | null): void => {
  if (allowed === null) {
    refuse(
      folder,
      '需要共享目录，只能用于单机部署',
      'needs a shared folder, which only a single machine has',
    );
  } else if (!allowed.some((each) => `${folder.path}/`.startsWith(`${each}/`))) {
    refuse(
      folder,
      '不在 outgoing.json 的 folders 所列目录之内',
      'is not within the folders that outgoing.json lists',
    );
  }
};
