import type { Messages } from '../../element/messages.ts';

/** What the choice of a time zone says. */
export const texts = {
  zoneTitle: '按哪个时区显示时间？',
  zoneLabel: '时区',
  zoneKeep: '保留 {zone}',
  zoneTake: '使用此时区',
} satisfies Messages;
