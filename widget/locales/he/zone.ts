import type { Messages } from '../../element/messages.ts';

/** What the choice of a time zone says. */
export const texts = {
  zoneTitle: 'באיזה אזור זמן להציג את השעות?',
  zoneLabel: 'אזור זמן',
  zoneKeep: 'להישאר ב־{zone}',
  zoneTake: 'בחירת אזור הזמן',
} satisfies Messages;
