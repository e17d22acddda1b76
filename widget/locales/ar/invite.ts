import type { Messages } from '../../element/messages.ts';

/** What is said where a session is added to a calendar kept elsewhere. */
export const texts = {
  addToCalendar: 'إضافة إلى التقويم',
  addOther: 'Apple أو تقويم آخر (ملف ‎.ics)',
  addOpens: '{calendar} (يُفتح في علامة تبويب جديدة)',
  addedTitle: 'جلسة مع {name}',
  addedTitlePending: 'جلسة مع {name} (بانتظار التأكيد)',
} satisfies Messages;
