import type { Messages } from '../../element/messages.ts';

/** What the month of sessions says, in Hebrew. */
export const texts = {
  previousMonth: 'החודש הקודם',
  nextMonth: 'החודש הבא',
  today: 'היום',
  dayLabel: '{date}: {seats}',
  dayLabelMine: '{date}: {seats}; יש לך מפגש',
  dayLabelOnlyMine: '{date}: יש לך מפגש',
  dayLabelNone: '{date}: אין מועדים',
  dayFree: { one: 'מקום פנוי אחד', two: 'שני מקומות פנויים', other: '{count} מקומות פנויים' },
  dayFull: 'מלא',
  freeShort: { one: 'פנוי {count}', other: '{count} פנויים' },
  yoursShort: 'שלך',
  legendFree: 'מקומות פנויים',
  dayNone: 'אין מפגשים ביום זה.',
  monthNone: 'אין מפגשים ב{month}.',
  monthFull: 'אין מקומות פנויים ב{month}.',
  nextDay: 'הבא: {day}',
  lastDay: 'האחרון: {day}',
} satisfies Messages;
