import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: '按哪个时区显示时间？',
  zoneLabel: '时区',
  zoneKeep: '保留 {zone}',
  zoneTake: '使用此时区',
} satisfies Translated<'more', 'both'>;
