import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'באיזה אזור זמן להציג את השעות?',
  zoneLabel: 'אזור זמן',
  zoneKeep: 'להישאר ב־{zone}',
  zoneTake: 'בחירת אזור הזמן',
} satisfies Translated<'more', 'both'>;
