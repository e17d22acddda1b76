import type { Messages } from '../../messages.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'Show times in which zone?',
  zoneLabel: 'Time zone',
  zoneKeep: 'Keep {zone}',
  zoneTake: 'Use this zone',
} satisfies Messages;
