import type { CalendarViewing } from '../context/calendar-context.ts';

/** That they are told by mail, behind a sentence; nothing where the service sends none. */
export function byMail({ client, text }: CalendarViewing): string {
  return client?.mail ? ` ${text('toldByMail')}` : '';
}
