import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone, or follows their sessions in another calendar. */
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

  close: '关闭',
  addOpens: '{calendar}（在新标签页中打开）',
  feedWhat: '您在别处使用的日历会显示您的辅导并随之更新。最多可能延迟一天：多久查看一次由各日历决定。',
  feedSecret: '有此地址的人都能看到您的辅导。请像密码一样保管。',
  feedMake: '生成地址',
  feedOnce: '请选择您的日历，或复制地址。地址只显示这一次。',
  address: '地址',
  feedCopy: '复制',
  feedCopied: '已复制。',
  feedSince: '您自 {day} 起有一个地址。',
  lastRead: '上次读取：{ago}。',
  notRead: '尚未读取。',
  feedRenew: '生成新地址',
  feedRenewAsk: '生成新地址？旧地址将失效，订阅它的日历需要改用新地址。',
  feedStop: '停用',
  feedStopAsk: '停用？订阅此地址的日历将不再收到您的辅导。',
  feedStopped: '已停用。该地址已失效。',
  feedKeep: '保留地址',
} satisfies Translated<'more', 'both'>;
