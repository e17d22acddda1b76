import type { Messages } from '../../element/messages.ts';

/** What the month of sessions says. */
export const texts = {
  previousMonth: 'Mois précédent',
  nextMonth: 'Mois suivant',
  today: 'Aujourd’hui',
  dayLabel: '{date}\u00a0: {seats}',
  dayLabelMine: '{date}\u00a0: {seats}\u202f; vous avez une séance',
  dayLabelOnlyMine: '{date}\u00a0: vous avez une séance',
  dayLabelNone: '{date}\u00a0: aucune séance',
  dayFree: { one: '{count} place libre', other: '{count} places libres' },
  dayFull: 'complet',
  freeShort: { one: '{count} libre', other: '{count} libres' },
  yoursShort: 'à vous',
  legendFree: 'places libres',
  dayNone: 'Aucune séance ce jour-là.',
  monthNone: 'Aucune séance en {month}.',
  monthFull: 'Aucune place libre en {month}.',
  nextDay: 'Prochain jour\u00a0: {day}',
  lastDay: 'Dernier jour\u00a0: {day}',
} satisfies Messages;
