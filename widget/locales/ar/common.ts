import type { Messages } from '../../element/messages.ts';

/** What every element says, in Arabic. */
export const texts = {
  live: 'مباشر',
  connecting: 'جارٍ الاتصال…',
  offline: 'دون اتصال. آخر تحديث: {ago}.',
  loading: 'جارٍ تحميل الجلسات…',
  retry: 'إعادة المحاولة',
  failed: 'تعذّر تحميل الجلسات.',
  reference: 'الرقم المرجعي: {id}',
  yourTime: 'بتوقيتك، {zone}',
  change: 'تغيير',
  changeZone: 'تغيير المنطقة الزمنية',
  h12: '12 ساعة',
  h23: '24 ساعة',
  h12Label: '12 ساعة: عرض الوقت بنظام 12 ساعة',
  h23Label: '24 ساعة: عرض الوقت بنظام 24 ساعة',
  offlineFailure: 'تعذّر الوصول إلى الخدمة. يُرجى التحقق من الاتصال ثم إعادة المحاولة.',
  timeoutFailure: 'لم تستجب الخدمة في الوقت المناسب. يُرجى إعادة المحاولة.',
  serverFailure: 'حدث خطأ من جهتنا. يُرجى إعادة المحاولة.',
  signedOutFailure: 'يُرجى تسجيل الدخول أولًا.',
  rateLimitedFailure: 'طلبات كثيرة. يُرجى الانتظار قليلًا ثم إعادة المحاولة.',
} satisfies Messages;
