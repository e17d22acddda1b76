import type { Slot } from '@mentor-slots/contract';
import { expect, it } from 'vitest';
import { aSlot } from '../../client/testing/wire-service.ts';
import { nearestFree } from './nearest-free.ts';
import { sessionsOf } from './session.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');

it('the nearest free sessions are the closest in time, before or after', () => {
  const slots = [
    '2026-11-25T08:00:00.000Z',
    '2026-11-25T10:00:00.000Z',
    '2026-11-25T11:00:00.000Z',
    '2026-11-26T10:00:00.000Z',
  ].map((startsAt) => aSlot({ startsAt }));
  const [first, lost, second] = slots as [Slot, Slot, Slot];
  const sessions = sessionsOf(slots, [], { viewerId: null, headStart: 0, now });
  expect(nearestFree(sessions, lost, 2).map(({ slot }) => slot)).toEqual([second, first]);
  expect(nearestFree(sessionsOf([lost], [], { viewerId: null, headStart: 0, now }), lost, 3)).toEqual([]);
});
