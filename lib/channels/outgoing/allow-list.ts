import { ConfigurationProblem } from '../../configuration/read-configuration.ts';

/** How far the office trusts a destination. */
export type Trust = 'refused' | 'public-addresses-only' | 'any-address';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Host and port in one spelling: `[::1]:8080`, `example.cn:443`. */
export const hostAndPort = (url: Pick<URL, 'protocol' | 'hostname' | 'port'>): string =>
  `${url.hostname}:${url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? '') : url.port}`;

const ENTRY = /^(?<host>\[[0-9A-Fa-f:.]+\]|[^\s:/@?#*[\]\\]+)(?::(?<port>\d{1,5}))?$/;

/**
 * Reads the entries `host` and `host:port` of `config/outgoing.json`. No entry: any host, at public addresses.
 * Otherwise only the hosts listed, and one listed with its port at any address, since somebody decided so.
 * Throws `ConfigurationProblem` for an entry that is neither.
 */
export const createAllowList = (entries: readonly string[]): ((url: URL) => Trust) => {
  const hosts = new Set<string>();
  const hostsWithPort = new Set<string>();
  for (const entry of entries) {
    const groups = ENTRY.exec(entry)?.groups;
    const url = URL.parse(`http://${groups?.['host'] ?? ''}`);
    if (groups === undefined || url === null) {
      throw new ConfigurationProblem(
        `outgoing.json 的 allow 中“${entry}”既不是主机名，也不是“主机名：端口”。"${entry}" in allow of outgoing.json is neither a host nor host:port.`,
      );
    }
    if (groups['port'] === undefined) hosts.add(url.hostname);
    else hostsWithPort.add(`${url.hostname}:${Number(groups['port'])}`);
  }
  return (url) => {
    if (hostsWithPort.has(hostAndPort(url))) return 'any-address';
    return entries.length === 0 || hosts.has(url.hostname) ? 'public-addresses-only' : 'refused';
  };
};
