import { isIP } from 'node:net';
import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';

/**
 * The address that a request is counted by: IPv4, or the IPv6 network of /64. What a trusted proxy passes on and is none
 * counts as the proxy's own: otherwise whoever makes up another text each time would be somebody else each time.
 */
export function addressOf({ ip, socket }: FastifyRequest): string {
  const known = counted.get(ip);
  if (known !== undefined) return known;
  const read = readAddress(ip);
  const address = fastifyRateLimit.normalizeIP(read ?? socket.remoteAddress ?? '');
  if (read !== null) counted.set(ip, address);
  return address;
}

/** By the address as it comes: reading one costs as much as answering whoever asks again. */
const counted = new LRUCache<string, string>({ max: 1000 });

/** Some proxies add a port, and a zone stands behind some IPv6 addresses. */
function readAddress(text: string): string | null {
  const withoutPort = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = withoutPort.replace(/%.*$/, '');
  return isIP(address) === 0 ? null : address;
}
