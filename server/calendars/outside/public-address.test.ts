import { expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';

test.each([
  '8.8.8.8',
  '93.184.216.34',
  '100.63.255.255',
  '172.32.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
  '::ffff:8.8.8.8',
])('%s is of the open internet', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ...['0.0.0.0', '0.1.2.3', '10.1.1.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.255'],
  ...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  // Protocol assignments, documentation, benchmarking, 6to4 relays, AS112, multicast, reserved, broadcast.
  ...[
    '192.0.0.1',
    '192.0.2.1',
    '192.31.196.1',
    '192.88.99.1',
    '192.175.48.1',
    '198.18.0.1',
    '198.19.255.255',
  ],
  ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
  // How an IPv4 address may be written as well.
  ...['0x7f000001', '2130706433', '0177.0.0.1', '127.1'],
  // Unspecified, loopback, local, multicast.
  ...['::', '::1', 'fc00::1', 'fd12::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1'],
  // IPv4 wrapped: mapped, compatible, translated, NAT64 (also the local one), 6to4, Teredo.
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:169.254.169.254', '::127.0.0.1', '::808:808'],
  ...[
    '::ffff:0:8.8.8.8',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::1',
    '2001::1',
  ],
  // Discard, dummy, benchmarking, documentation, ORCHID, segment routing, not given out.
  ...['100::1', '100:0:0:1::1', '2001:2::1', '2001:db8::1', '2001:10::1', '2001:20::1', '3fff::1', '5f00::1'],
  ...['4000::1', 'e000::1'],
  ...['', 'localhost', '1.2.3.4.5', '256.1.1.1', ':::', 'no address'],
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
