import type { Messages } from '../../element/messages.ts';

/** What the month of sessions says. */
export const texts = {
  previousMonth: 'Voriger Monat',
  nextMonth: 'Nächster Monat',
  today: 'Heute',
  dayLabel: '{date}: {seats}',
  dayLabelMine: '{date}: {seats}; Sie haben einen Termin',
  dayLabelOnlyMine: '{date}: Sie haben einen Termin',
  dayLabelNone: '{date}: keine Termine',
  dayFree: { one: '{count} freier Platz', other: '{count} freie Plätze' },
  dayFull: 'ausgebucht',
  freeShort: { one: '{count} frei', other: '{count} frei' },
  yoursShort: 'Ihrer',
  legendFree: 'freie Plätze',
  dayNone: 'Keine Termine an diesem Tag.',
  monthNone: 'Keine Termine im {month}.',
  monthFull: 'Kein freier Platz im {month}.',
  nextDay: 'Nächster Tag: {day}',
  lastDay: 'Letzter Tag: {day}',
} satisfies Messages;
