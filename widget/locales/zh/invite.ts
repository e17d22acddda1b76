import type { Messages } from '../../element/messages.ts';

/** What is said where a session is added to a calendar kept elsewhere. */
export const texts = {
  addToCalendar: '添加到日历',
  addOther: 'Apple 或其他日历（.ics 文件）',
  addOpens: '{calendar}（在新标签页中打开）',
  addedTitle: '与 {name} 的辅导',
  addedTitlePending: '与 {name} 的辅导（待确认）',
} satisfies Messages;
