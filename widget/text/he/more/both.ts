import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'באיזה אזור זמן להציג את השעות?',
  zoneLabel: 'אזור זמן',
  zoneSearch: 'חיפוש עיר או אזור',
  zoneSuggested: 'הצעות',
  zoneAll: 'כל אזורי הזמן',
  zoneNone: 'אין אזור זמן בשם הזה. כדאי לנסות עיר גדולה יותר בסביבה.',
  zoneFound: { one: 'אזור זמן אחד', two: '{count} אזורי זמן', other: '{count} אזורי זמן' },
  zoneKeep: 'להישאר ב־{zone}',
  zoneTake: 'בחירת אזור הזמן',
} satisfies Translated<'more', 'both'>;
