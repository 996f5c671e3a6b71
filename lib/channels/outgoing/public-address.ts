import ipaddr from 'ipaddr.js';

// What IANA has given out for the public internet; `range()` calls everything it does not know by name `unicast`,
// among it `::127.0.0.1` and whatever is not given out yet.
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * True for an address that any host on the internet could have. Everything that leads inside, or might when a gateway
 * translates it, is not: private, loopback, link-local (cloud metadata), carrier-grade NAT, IPv4 mapped into IPv6, NAT64, 6to4, Teredo.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_UNICAST);
};
