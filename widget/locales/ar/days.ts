import type { Messages } from '../../element/messages.ts';

/** What the month of sessions says, in Arabic. */
export const texts = {
  previousMonth: 'الشهر السابق',
  nextMonth: 'الشهر التالي',
  today: 'اليوم',
  dayLabel: '{date}: {seats}',
  dayLabelMine: '{date}: {seats}؛ لديك جلسة',
  dayLabelOnlyMine: '{date}: لديك جلسة',
  dayLabelNone: '{date}: لا مواعيد',
  dayFree: {
    zero: 'لا مقاعد شاغرة',
    one: 'مقعد شاغر واحد',
    two: 'مقعدان شاغران',
    few: '{count} مقاعد شاغرة',
    many: '{count} مقعدًا شاغرًا',
    other: '{count} مقعد شاغر',
  },
  dayFull: 'مكتمل',
  freeShort: { few: '{count} شاغرة', many: '{count} شاغرًا', other: '{count} شاغر' },
  yoursShort: 'لك',
  legendFree: 'مقاعد شاغرة',
  dayNone: 'لا جلسات في هذا اليوم.',
  monthNone: 'لا جلسات في {month}.',
  monthFull: 'لا مقاعد شاغرة في {month}.',
  nextDay: 'التالي: {day}',
  lastDay: 'الأخير: {day}',
} satisfies Messages;
