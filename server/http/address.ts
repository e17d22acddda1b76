import { isIP } from 'node:net';
import fastifyRateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';

/**
 * The address that a request is counted by: IPv4, or the IPv6 network of /64. What a trusted proxy passes on and is none
 * counts as the proxy's own: otherwise whoever makes up another text each time would be somebody else each time.
 */
export function addressOf({ ip, socket }: FastifyRequest): string {
  return fastifyRateLimit.normalizeIP(readAddress(ip) ?? socket.remoteAddress ?? '');
}

/** Some proxies add a port, and a zone stands behind some IPv6 addresses. */
function readAddress(text: string): string | null {
  const withoutPort = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = withoutPort.replace(/%.*$/, '');
  return isIP(address) === 0 ? null : address;
}
