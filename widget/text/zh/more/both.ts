import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: '按哪个时区显示时间？',
  zoneLabel: '时区',
  zoneSearch: '搜索城市或地区',
  zoneSuggested: '推荐',
  zoneAll: '所有时区',
  zoneNone: '没有这个名称的时区。请试试附近的大城市。',
  zoneFound: { other: '{count} 个时区' },
  zoneKeep: '保留 {zone}',
  zoneTake: '使用此时区',
} satisfies Translated<'more', 'both'>;
