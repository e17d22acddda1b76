/**
 * Adds a session of the viewer's to a calendar that they keep elsewhere. A file of its own, fetched once the details of
 * such a session are opened.
 */

import type { SlotView } from '@mentor-slots/contract';
import { css, html, nothing, type TemplateResult } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import { explain, report } from '../../element/failures.ts';
import type { Viewing } from '../../element/viewing.ts';
import { isHttps } from '../../look/join-link.ts';
import { type Notice, noticeLine } from '../../look/notice.ts';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from '../session.ts';

export const styles = [
  css`
    .calendars { display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 0; margin: 2px 0 0; list-style: none; }
    .calendars > :last-child { flex-basis: 100%; }
    @media print { .invite { display: none; } }
  `,
];

/** So long the browser may take to save a file before it is forgotten. */
const saving = 60_000;

/** The way to other calendars, at one session at a time. */
export class Invite {
  #openId: string | null = null;
  #busyId: string | null = null;
  #problem: { slotId: string; said: Notice } | null = null;

  constructor(private readonly viewing: Viewing<SlotsName>) {}

  render(session: Session): TemplateResult {
    const { slot } = session;
    const { text, viewer } = this.viewing;
    const isOpen = this.#openId === slot.id;
    const toggle = () => {
      this.#openId = isOpen ? null : slot.id;
      this.#problem = null;
      this.viewing.changed();
    };
    const name = text('addToCalendar');
    return html`<div class="invite">
      <button
        type="button" class="link toggle" aria-expanded=${isOpen}
        aria-label=${text('actionLabel', { action: name, when: whenOf(viewer, slot) })} @click=${toggle}
      >${name}</button>
      ${isOpen ? this.#renderChoice(session) : nothing}
      <div role="status">${this.#problem?.slotId === slot.id ? noticeLine(this.#problem.said, text) : nothing}</div>
    </div>`;
  }

  #renderChoice(session: Session) {
    const { text } = this.viewing;
    const isBusy = this.#busyId === session.slot.id;
    const title = text(session.standing === 'pending' ? 'addedTitlePending' : 'addedTitle', {
      name: session.slot.alumniName,
    });
    const links = Object.entries(addresses(session.slot, title)).map(
      ([calendar, address]) => html`<li><a
        class="link" href=${address} target="_blank" rel="noopener noreferrer"
        aria-label=${text('addOpens', { calendar })}
      >${calendar}</a></li>`,
    );
    return html`<ul class="calendars">
      ${links}
      <li><button
        type="button" class="link" aria-disabled=${isBusy ? 'true' : nothing} @click=${() => this.#save(session.slot)}
      >${text('addOther')}</button></li>
    </ul>`;
  }

  /** The service's own file, asked for as the person: then the meeting link is in it. */
  async #save({ id, date }: SlotView): Promise<void> {
    const { viewing } = this;
    if (this.#busyId || !viewing.client) return;
    this.#busyId = id;
    this.#problem = null;
    viewing.changed();
    try {
      const file = await viewing.client.api.sessionFile(id);
      offer(new Blob([file], { type: 'text/calendar;charset=utf-8' }), `session-${date}.ics`);
    } catch (error) {
      const failure = report(viewing, error);
      const said = { tone: 'bad', text: explain(viewing, failure), reference: failure.requestId } as const;
      this.#problem = { slotId: id, said };
    }
    this.#busyId = null;
    viewing.changed();
  }
}

/** Hands a file to the browser, which saves it or opens the device's calendar. */
function offer(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), saving);
}

/** Where each calendar on the web takes an event: its form, filled in. Times are UTC, so that each tells its own zone. */
function addresses(slot: SlotView, title: string): Record<string, string> {
  const { startsAt, endsAt, description, meetingUrl } = slot;
  const location = isHttps(meetingUrl) ? meetingUrl : '';
  const body = [description, location].filter(Boolean).join('\n\n');
  const basic = (at: string) => at.replace(/\.\d+|[-:]/g, '');
  const google = {
    action: 'TEMPLATE',
    text: title,
    dates: `${basic(startsAt)}/${basic(endsAt)}`,
    details: body,
    location,
  };
  const outlook = {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: startsAt,
    enddt: endsAt,
    body,
    location,
  };
  return {
    Google: `https://calendar.google.com/calendar/render?${query(google)}`,
    'Outlook.com': `https://outlook.live.com/calendar/0/deeplink/compose?${query(outlook)}`,
    'Office 365': `https://outlook.office.com/calendar/0/deeplink/compose?${query(outlook)}`,
  };
}

/** Spaces as %20: Outlook shows a plus as it is. */
function query(facts: Record<string, string>): string {
  return Object.entries(facts)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}
