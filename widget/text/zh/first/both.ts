import type { Translated } from '../../names.ts';

/** What both elements draw first. */
export const texts = {
  live: '已是最新',
  connecting: '正在连接…',
  offline: '已离线，数据更新于{ago}。',
  loading: '正在加载辅导…',
  retry: '重试',
  actionLabel: '{action}：{when}',
  failed: '无法加载辅导。',
  reference: '参考编号：{id}',
  yourTime: '您的时间，{zone}',
  change: '更改',
  changeZone: '更改时区',
  h12: '改用 12 小时制',
  h23: '改用 24 小时制',
  offlineFailure: '无法连接到服务。请检查网络，然后重试。',
  timeoutFailure: '服务未及时响应，请重试。',
  outdatedFailure: '内容已更新。请重新加载页面后继续。',
  reload: '重新加载页面',
  serverFailure: '我们这边出了问题，请稍后重试。',
  signedOutFailure: '请先登录。',
  tokenFailure: '暂时无法确认您的登录状态，请稍后重试。',
  tokenRefusedFailure: '服务不接受您的登录。这不是您的问题，请告知本页面的管理者。',
  origin_not_allowed: '服务不接受本页面。这不是您的问题，请告知本页面的管理者。',
  rateLimitedFailure: '操作过于频繁，请稍候再试。',
  subscribe: '在您的日历中订阅',
} satisfies Translated<'first', 'both'>;
