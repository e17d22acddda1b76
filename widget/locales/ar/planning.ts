import type { Messages } from '../../element/messages.ts';

/** What is said when sessions are copied, and when they are added from the month itself, in Arabic. */
export const texts = {
  copyTitle: 'نسخ الجلسات',
  copyWhat: 'ما الذي يُنسخ',
  copyDay: {
    one: 'اليوم، {when} (جلسة واحدة)',
    two: 'اليوم، {when} (جلستان)',
    few: 'اليوم، {when} ({count} جلسات)',
    other: 'اليوم، {when} ({count} جلسة)',
  },
  copyWeek: {
    one: 'الأسبوع، {when} (جلسة واحدة)',
    two: 'الأسبوع، {when} (جلستان)',
    few: 'الأسبوع، {when} ({count} جلسات)',
    other: 'الأسبوع، {when} ({count} جلسة)',
  },
  copyToDays: 'إلى أي أيام؟',
  copyToWeeks: 'إلى أي أسابيع؟',
  copyOtherDay: 'يوم آخر',
  copyOtherWeek: 'أسبوع آخر: أي يوم منه',
  copyTake: 'إضافة',
  copyNow: 'نسخ',
  copySessions: {
    one: 'نسخ جلسة واحدة',
    two: 'نسخ جلستين',
    few: 'نسخ {count} جلسات',
    other: 'نسخ {count} جلسة',
  },
  copyRest: 'نسخ الباقي',
  copying: 'جارٍ النسخ…',
  copyNowhere: 'حدّد واحدًا منها على الأقل.',
  copyClashes: {
    one: 'لم يُنسخ شيء: جلسة واحدة منها تتداخل مع جلسة لديك. يمكن استبعادها:',
    two: 'لم يُنسخ شيء: جلستان منها تتداخلان مع جلسات لديك. يمكن استبعادهما:',
    few: 'لم يُنسخ شيء: {count} جلسات منها تتداخل مع جلسات لديك. يمكن استبعادها:',
    other: 'لم يُنسخ شيء: {count} جلسة منها تتداخل مع جلسات لديك. يمكن استبعادها:',
  },
  saidCopied: {
    one: 'نُسخت جلسة واحدة.',
    two: 'نُسخت جلستان.',
    few: 'نُسخت {count} جلسات.',
    other: 'نُسخت {count} جلسة.',
  },
  saidSkipped: {
    one: 'استُبعدت جلسة واحدة لتداخلها مع أخرى.',
    two: 'استُبعدت جلستان لتداخلهما مع غيرهما.',
    few: 'استُبعدت {count} جلسات لتداخلها مع غيرها.',
    other: 'استُبعدت {count} جلسة لتداخلها مع غيرها.',
  },
  nothing_to_copy: 'لا شيء لنسخه.',
  too_many_slots: 'سيتجاوز ذلك 500 جلسة دفعة واحدة. اختر تواريخ أقل.',

  quickTitle: 'إضافة موعد في {date}',
  quickTitleMany: {
    one: 'إضافة موعد في يوم واحد',
    two: 'إضافة موعد في يومين',
    few: 'إضافة موعد في {count} أيام',
    many: 'إضافة موعد في {count} يومًا',
    other: 'إضافة موعد في {count} يوم',
  },
  quickZone: 'الأوقات بتوقيتك، {zone}.',
  quickDays: 'في هذه الأيام',
  quickMore: 'خيارات أخرى…',
  quickPicked: {
    one: 'اختير يوم واحد، {first}. اضغط Enter لإضافة موعد.',
    two: 'اختير يومان، {first} و{last}. اضغط Enter لإضافة موعد في كل منهما.',
    few: 'اختيرت {count} أيام، من {first} إلى {last}. اضغط Enter لإضافة موعد في كل منها.',
    many: 'اختير {count} يومًا، من {first} إلى {last}. اضغط Enter لإضافة موعد في كل منها.',
    other: 'اختير {count} يوم، من {first} إلى {last}. اضغط Enter لإضافة موعد في كل منها.',
  },
} satisfies Messages;
