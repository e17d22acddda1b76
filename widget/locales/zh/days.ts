import type { Messages } from '../../element/messages.ts';

/** What the month of sessions says. */
export const texts = {
  previousMonth: '上个月',
  nextMonth: '下个月',
  today: '今天',
  dayLabel: '{date}：{seats}',
  dayLabelMine: '{date}：{seats}；您有一场辅导',
  dayLabelOnlyMine: '{date}：您有一场辅导',
  dayLabelNone: '{date}：没有辅导',
  dayFree: '{count} 个空余名额',
  dayFull: '已约满',
  freeShort: '余 {count}',
  yoursShort: '已约',
  legendFree: '有空余名额',
  dayNone: '这一天没有辅导。',
  monthNone: '{month}没有辅导。',
  monthFull: '{month}没有空余名额。',
  nextDay: '下一场：{day}',
  lastDay: '上一场：{day}',
} satisfies Messages;
