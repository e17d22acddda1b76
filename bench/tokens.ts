/** Who calls in the benchmark. */
import { createHmac } from 'node:crypto';

export const secret = 'the secret of the benchmark, long enough';

/** HS256, good for an hour from `milliseconds`. */
export function signToken(
  sub: string,
  role: 'student' | 'alumni' = 'student',
  milliseconds = Date.now(),
): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(milliseconds / 1000);
  const claims = { sub, role, iat: now, exp: now + 3600 };
  const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}
