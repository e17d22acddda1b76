import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone, or follows their sessions in another calendar. */
export const texts = {
  zoneTitle: 'ما المنطقة الزمنية لعرض الأوقات؟',
  zoneLabel: 'المنطقة الزمنية',
  zoneSearch: 'ابحث عن مدينة أو منطقة',
  zoneSuggested: 'مقترحة',
  zoneAll: 'كل المناطق الزمنية',
  zoneNone: 'لا توجد منطقة زمنية بهذا الاسم. جرّب مدينة أكبر قريبة منها.',
  zoneFound: {
    zero: 'لا مناطق زمنية',
    one: 'منطقة زمنية واحدة',
    two: 'منطقتان زمنيتان',
    few: '{count} مناطق زمنية',
    other: '{count} منطقة زمنية',
  },
  zoneKeep: 'الإبقاء على {zone}',
  zoneTake: 'استخدام هذه المنطقة',

  close: 'إغلاق',
  addOpens: '{calendar} (يُفتح في علامة تبويب جديدة)',
  feedWhat: 'يعرض تقويمك الآخر جلساتك ويتابعها. وقد يتأخر حتى يوم: كل تقويم يقرّر متى يتحقق.',
  feedSecret: 'من لديه العنوان يمكنه قراءة جلساتك. عامله مثل كلمة مرور.',
  feedMake: 'إنشاء عنوان',
  feedOnce: 'اختر تقويمك أو انسخ العنوان. لا يُعرض إلا هذه المرة.',
  address: 'العنوان',
  feedCopy: 'نسخ',
  feedCopied: 'تم النسخ.',
  feedSince: 'لديك عنوان منذ {day}.',
  lastRead: 'آخر قراءة: {ago}.',
  notRead: 'لم يُقرأ بعد.',
  feedRenew: 'إنشاء عنوان جديد',
  feedRenewAsk: 'إنشاء عنوان جديد؟ يتوقف القديم، ويجب إعطاء الجديد للتقاويم التي تتابعه.',
  feedStop: 'إيقاف',
  feedStopAsk: 'إيقاف؟ لن تتلقى التقاويم التي تتابع العنوان جلساتك.',
  feedStopped: 'تم الإيقاف. لم يعد العنوان يعمل.',
  feedKeep: 'إبقاء العنوان',
} satisfies Translated<'more', 'both'>;
