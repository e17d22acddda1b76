import type { Messages } from '../../element/messages.ts';

/** What is said when sessions are copied, and when they are added from the month itself. */
export const texts = {
  copyTitle: '复制辅导',
  copyWhat: '复制内容',
  copyDay: '当天，{when}（{count} 场辅导）',
  copyWeek: '当周，{when}（{count} 场辅导）',
  copyToDays: '复制到哪些日期？',
  copyToWeeks: '复制到哪些周？',
  copyOtherDay: '其他日期',
  copyOtherWeek: '其他周：选其中任意一天',
  copyTake: '添加',
  copyNow: '复制',
  copySessions: '复制 {count} 场辅导',
  copyRest: '复制其余辅导',
  copying: '正在复制…',
  copyNowhere: '请至少勾选一项。',
  copyClashes: '尚未复制：其中 {count} 场与您的其他辅导重叠，可以去掉：',
  saidCopied: '已复制 {count} 场辅导。',
  saidSkipped: '{count} 场因与其他辅导重叠而未复制。',
  nothing_to_copy: '没有可复制的内容。',
  too_many_slots: '一次将超过 500 场辅导。请减少日期。',

  quickTitle: '在{date}添加时间',
  quickTitleMany: '在 {count} 天添加时间',
  quickZone: '按您的时区显示，{zone}。',
  quickDays: '在这些日期',
  quickMore: '更多选项…',
  quickPicked: {
    other: '已选 {count} 天，{first} 至 {last}。按 Enter 键为每天添加时间。',
  },
} satisfies Messages;
