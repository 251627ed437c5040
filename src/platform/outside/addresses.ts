import { BlockList, isIPv4, isIPv6 } from 'node:net';

function listOf(family: 'ipv4' | 'ipv6', networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/');
    list.addSubnet(address!, Number(bits), family);
  }
  return list;
}

/** IPv4 that is not the internet: the special-purpose registry of IANA (RFC 6890), multicast, and what clouds keep for themselves. */
const special4 = listOf('ipv4', [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24'],
  ...['192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32'],
]);
/** The part of IPv6 that is given out at all: mapped IPv4, NAT64, unique local and link-local lie outside it. */
const given6 = listOf('ipv6', ['2000::/3']);
/** What in it is special even so: tunnels, which carry an IPv4 address inside, and examples. */
const special6 = listOf('ipv6', [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
]);
const loopback4 = listOf('ipv4', ['127.0.0.0/8']);

export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return given6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (isIPv4(address) && loopback4.check(address, 'ipv4'));
}
