import type { Translated } from '../../names.ts';

/** What both elements draw first. */
export const texts = {
  live: 'محدَّث',
  connecting: 'جارٍ الاتصال…',
  offline: 'دون اتصال. آخر تحديث: {ago}.',
  loading: 'جارٍ تحميل الجلسات…',
  retry: 'إعادة المحاولة',
  actionLabel: '{action}: {when}',
  failed: 'تعذّر تحميل الجلسات.',
  reference: 'الرقم المرجعي: {id}',
  yourTime: 'بتوقيتك، {zone}',
  change: 'تغيير',
  changeZone: 'تغيير المنطقة الزمنية',
  h12: 'استخدام نظام 12 ساعة',
  h23: 'استخدام نظام 24 ساعة',
  offlineFailure: 'تعذّر الوصول إلى الخدمة. يُرجى التحقق من الاتصال ثم إعادة المحاولة.',
  timeoutFailure: 'لم تستجب الخدمة في الوقت المناسب. يُرجى إعادة المحاولة.',
  outdatedFailure: 'جرى تحديث هذا في أثناء ذلك. يُرجى إعادة تحميل الصفحة للمتابعة.',
  reload: 'إعادة تحميل الصفحة',
  serverFailure: 'حدث خطأ من جهتنا. يُرجى إعادة المحاولة.',
  signedOutFailure: 'يُرجى تسجيل الدخول أولًا.',
  tokenFailure: 'تعذّر التحقق من تسجيل دخولك الآن. يُرجى إعادة المحاولة بعد قليل.',
  tokenRefusedFailure: 'لا تقبل الخدمة تسجيل دخولك. ليس الخطأ منك: يُرجى إبلاغ المسؤولين عن هذه الصفحة.',
  origin_not_allowed: 'لا تقبل الخدمة هذه الصفحة. ليس الخطأ منك: يُرجى إبلاغ المسؤولين عن هذه الصفحة.',
  rateLimitedFailure: 'طلبات كثيرة. يُرجى الانتظار قليلًا ثم إعادة المحاولة.',
  subscribe: 'الاشتراك في تقويمك',
} satisfies Translated<'first', 'both'>;
