import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
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
    many: '{count} منطقة زمنية',
    other: '{count} منطقة زمنية',
  },
  zoneKeep: 'الإبقاء على {zone}',
  zoneTake: 'استخدام هذه المنطقة',
} satisfies Translated<'more', 'both'>;
