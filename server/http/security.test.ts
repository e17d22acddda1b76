import { expect, test } from 'vitest';
import { startService } from '../testing/service.ts';

test('answers can be neither framed, sniffed, nor used as a page', async () => {
  const service = await startService();
  for (const url of ['/api/slots/alumni/ada', '/api/slots/nowhere/at/all', '/readyz']) {
    const { headers } = await service.app.inject(url);
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  }
});

test('only whether it is alive may be asked by any page: a page that is refused can tell so from nobody listening', async () => {
  const service = await startService();
  const { headers, body } = await service.app.inject('/livez');
  expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  expect(JSON.parse(body)).toEqual({ status: 'alive', version: expect.any(String) });
});
