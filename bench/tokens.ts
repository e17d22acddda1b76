/** Who calls in the benchmark. */
import { createHmac } from 'node:crypto';

export const secret = 'the secret of the benchmark, long enough';

export function signToken(sub: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub, role: 'student', iat: now, exp: now + 3600 };
  const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}
