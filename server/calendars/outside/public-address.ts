import ipaddr from 'ipaddr.js';

/** What IANA has given out of IPv6 so far. Outside of it lie local networks, and forms that wrap an IPv4 address. */
const globalUnicast = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * Is it an address of the open internet? Not the machine itself, no local network, nothing that wraps another address
 * (NAT64, 6to4, Teredo) and could lead there, no multicast, nothing reserved (IANA's special-purpose registries, which
 * ipaddr.js follows). `::ffff:127.0.0.1` counts as 127.0.0.1. What is no address at all is none.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}
