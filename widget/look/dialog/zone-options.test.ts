import { afterEach, expect, it, vi } from 'vitest';
import { zonesOf } from './zone-options.ts';

afterEach(() => vi.restoreAllMocks());

it('asks for the name of a zone once, however often a form is drawn', () => {
  const named = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  const zones = zonesOf('fr', ['Europe/Paris']);
  expect(named).toHaveBeenCalledTimes(zones.length);
  expect(zonesOf('fr', ['Europe/Paris'])).toEqual(zones);
  expect(zonesOf('fr', ['Europe/Paris', 'Asia/Tokyo'])).toEqual(zones);
  expect(named).toHaveBeenCalledTimes(zones.length);
});
