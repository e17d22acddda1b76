import Fastify, { type FastifyInstance } from 'fastify';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPortal } from './portal.mjs';

const secret = 'a secret of the demo, longer than 32 bytes';
let service: FastifyInstance;
let portal: FastifyInstance;

beforeAll(async () => {
  service = Fastify();
  service.get('/api/echo', async ({ headers }) => headers);
  const serviceUrl = await service.listen({ host: '127.0.0.1', port: 0 });
  portal = await buildPortal({ secret, serviceUrl });
});
afterAll(async () => {
  await portal.close();
  await service.close();
});

async function signIn(personId: unknown) {
  const answer = await portal.inject({ method: 'POST', url: '/portal/sign-in', payload: { personId } });
  return { answer, cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] as string };
}

function askToken(cookie?: string) {
  return portal.inject({ method: 'POST', url: '/portal/token', headers: cookie ? { cookie } : {} });
}

describe('signing in to the portal', () => {
  it('remembers who signed in, and forgets them after signing out', async () => {
    const { cookie } = await signIn('mira');
    const me = await portal.inject({ url: '/portal/me', headers: { cookie } });
    expect(me.json().person).toMatchObject({ id: 'mira', name: 'Mira Okafor', role: 'student' });

    const out = await portal.inject({ method: 'POST', url: '/portal/sign-out', headers: { cookie } });
    expect(String(out.headers['set-cookie'])).toMatch(/Max-Age=0/);
  });

  it.each(['nobody', '', null, 7])('refuses %j, who has no account', async (personId) => {
    expect((await signIn(personId)).answer.statusCode).toBe(404);
  });

  it('keeps the cookie from scripts and other sites', async () => {
    const { answer } = await signIn('ada');
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
  });
});

describe('the token endpoint', () => {
  it('says who is signed in, for ten minutes', async () => {
    const { cookie } = await signIn('ada');
    const { token } = (await askToken(cookie)).json();
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), { algorithms: ['HS256'] });
    expect(payload).toMatchObject({ sub: 'ada', name: 'Ada Lindqvist', role: 'alumni' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
  });

  it('gives nothing to visitors', async () => {
    expect((await askToken()).statusCode).toBe(401);
  });

  it('gives nothing for a forged cookie', async () => {
    const { cookie } = await signIn('mira');
    expect((await askToken(cookie.replace('mira', 'ada'))).statusCode).toBe(401);
    expect((await askToken('northfield=ada.')).statusCode).toBe(401);
  });
});

describe('the pages', () => {
  it.each(['/', '/calendar', '/my-sessions', '/office', '/outbox'])(
    '%s allows no inline script or style',
    async (url) => {
      const answer = await portal.inject({ url });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'; style-src 'self'");
      expect(answer.body).not.toMatch(/\sstyle="|<style|<script(?![^>]*src=)|\son\w+="/);
      expect(answer.body).not.toContain('{{');
    },
  );

  it('publish no address of the alumni', async () => {
    expect((await portal.inject({ url: '/portal/alumni' })).body).not.toContain('@');
  });
});

describe('the way to the service', () => {
  it('tells the address of the page, and keeps the portal’s cookie', async () => {
    const { cookie } = await signIn('mira');
    const headers = { cookie, host: 'alumni.example:8080', authorization: 'Bearer t' };
    const seen = (await portal.inject({ url: '/api/echo', headers })).json();
    expect(seen).toMatchObject({ host: 'alumni.example:8080', authorization: 'Bearer t' });
    expect(seen.cookie).toBeUndefined();
  });
});
