import type { Messages } from '../../element/messages.ts';

/** What the choice of a time zone says. */
export const texts = {
  zoneTitle: 'Show times in which zone?',
  zoneLabel: 'Time zone',
  zoneKeep: 'Keep {zone}',
  zoneTake: 'Use this zone',
} satisfies Messages;
