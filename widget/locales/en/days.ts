import type { Messages } from '../../element/messages.ts';

/** What the month of sessions says. */
export const texts = {
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  today: 'Today',
  dayLabel: '{date}: {seats}',
  dayLabelMine: '{date}: {seats}; you have a session',
  dayLabelOnlyMine: '{date}: you have a session',
  dayLabelNone: '{date}: no slots',
  dayFree: { one: '{count} free seat', other: '{count} free seats' },
  dayFull: 'full',
  freeShort: { one: '{count} free', other: '{count} free' },
  yoursShort: 'yours',
  legendFree: 'free seats',
  dayNone: 'No sessions on this day.',
  monthNone: 'No sessions in {month}.',
  monthFull: 'No free seat in {month}.',
  nextDay: 'Next: {day}',
  lastDay: 'Last: {day}',
} satisfies Messages;
