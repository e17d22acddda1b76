import type { Messages } from '../../element/messages.ts';

/** What the choice of a time zone says. */
export const texts = {
  zoneTitle: 'ما المنطقة الزمنية لعرض الأوقات؟',
  zoneLabel: 'المنطقة الزمنية',
  zoneKeep: 'الإبقاء على {zone}',
  zoneTake: 'استخدام هذه المنطقة',
} satisfies Messages;
