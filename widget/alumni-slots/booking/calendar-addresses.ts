import type { SlotView } from '@mentor-slots/contract';
import { isHttps } from '../../look/join-link.ts';

/** Calendars refuse longer addresses, or cut them where they are. */
const longest = 2000;

/** What is told of a session in the form of a calendar. */
interface Told {
  title: string;
  body: string;
  location: string;
}

/** Where each calendar on the web takes an event: its form, filled in. Times are UTC, so that each tells its own zone. */
export function addresses(slot: SlotView, title: string): Record<string, string> {
  const { startsAt, endsAt } = slot;
  const basic = (at: string) => at.replace(/\.\d+|[-:]/g, '');
  const google = ({ title, body, location }: Told) => ({
    action: 'TEMPLATE',
    text: title,
    dates: `${basic(startsAt)}/${basic(endsAt)}`,
    details: body,
    location,
  });
  const outlook = ({ title, body, location }: Told) => ({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: startsAt,
    enddt: endsAt,
    body,
    location,
  });
  const fill = (form: string, fields: (told: Told) => Record<string, string>) =>
    fitting(slot, title, (told) => `${form}?${query(fields(told))}`);
  return {
    Google: fill('https://calendar.google.com/calendar/render', google),
    'Outlook.com': fill('https://outlook.live.com/calendar/0/deeplink/compose', outlook),
    'Office 365': fill('https://outlook.office.com/calendar/0/deeplink/compose', outlook),
  };
}

/**
 * The first that is short enough: with all of it; with the meeting link only once and as much of the description as fits;
 * without a link, for half of one leads nowhere (the file has it); with the beginning of the title alone.
 */
function fitting({ description, meetingUrl }: SlotView, title: string, fill: (told: Told) => string): string {
  const place = isHttps(meetingUrl) ? meetingUrl : '';
  const text = description ?? '';
  const whole = fill({ title, body: [text, place].filter(Boolean).join('\n\n'), location: place });
  if (whole.length < longest) return whole;
  for (const location of [place, '']) {
    for (let length = text.length; length >= 0; length -= 20) {
      const address = fill({ title, body: beginning(text, length), location });
      if (address.length < longest) return address;
    }
  }
  return fill({ title: beginning(title, 60), body: '', location: '' });
}

/** At most so many characters; none is cut in two. */
function beginning(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
  return start && `${start}…`;
}

/** Spaces as %20: Outlook shows a plus as it is. */
function query(facts: Record<string, string>): string {
  return Object.entries(facts)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}
