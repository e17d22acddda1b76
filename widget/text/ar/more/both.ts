import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'ما المنطقة الزمنية لعرض الأوقات؟',
  zoneLabel: 'المنطقة الزمنية',
  zoneKeep: 'الإبقاء على {zone}',
  zoneTake: 'استخدام هذه المنطقة',
} satisfies Translated<'more', 'both'>;
