import type { SlotView } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { timeRange, whenOf } from '../../calendar/format.ts';
import { isHttps, joinLink } from '../../look/join-link.ts';
import { noticeLine } from '../../look/notice.ts';
import { pips } from '../../look/seats.ts';
import type { CalendarName } from '../../text/names.ts';
import type { CalendarContext } from '../context/calendar-context.ts';
import { isOpen } from '../context/open-requests.ts';
import { inOwnZone, isKept, kindOf, type SessionKind } from '../context/session-kind.ts';
import { studentName } from '../context/student-name.ts';
import { onlyStudent, roster } from './roster.ts';

/** One session of the chosen day: when, what, who, and what can be done about it. */
export function daySession(slot: SlotView, context: CalendarContext, isOneOfMany: boolean): TemplateResult {
  const { text, viewer, now, notice, waiting } = context;
  const kind = kindOf(slot, now);
  const when = whenOf(viewer, slot);
  const own = inOwnZone(viewer, slot);
  const after = isKept(slot, now) ? context.after : null;
  const isAhead = kind === 'coming' || kind === 'running';
  return html`<li class="session ${kind}" part="session" data-id=${slot.id} tabindex="-1" aria-label=${when}>
    <div class="headline">
      <time class="time" datetime=${slot.startsAt}>${timeRange(viewer, slot.startsAt, slot.endsAt)}</time>
      ${chip(slot, context)}
    </div>
    ${own ? html`<p class="small muted">${text('inOwnZone', own)}</p>` : nothing}
    ${isAhead ? waiting?.opening(slot, context) : nothing}${context.busy?.clash(slot, context)}
    ${slot.description ? html`<p class="about"><bdi>${slot.description}</bdi></p>` : nothing}
    ${!slot.description && isAhead && !isOneOfMany ? addTitle(slot, when, context) : nothing}
    ${kind === 'called-off' ? waiting?.calledOffRoster(slot, context) : html`${seats(slot, context)}${roster(after ? withoutConfirmed(slot) : slot, context, isOneOfMany)}${waiting?.queue(slot, context, isOneOfMany)}`}
    ${isAhead ? buttons(slot, when, context) : nothing}
    ${notice?.place === 'day' && notice.slotId === slot.id ? noticeLine(notice, text) : nothing}
    ${after?.session(slot, context)}
  </li>`;
}

/** Those who asked in vain stand in the roster; who was in it stands below, with who was there. */
function withoutConfirmed(slot: SlotView): SlotView {
  return { ...slot, bookings: slot.bookings?.filter(({ status }) => status !== 'confirmed') ?? [] };
}

function chip(slot: SlotView, { text, now }: CalendarContext) {
  const count = slot.bookings?.filter((entry) => isOpen(slot, entry, now)).length ?? 0;
  const [tone, name] = chipOf(slot, kindOf(slot, now), count) ?? [];
  return name ? html`<span class="chip ${tone}" part="chip">${text(name, { count })}</span>` : nothing;
}

/** What is most worth knowing of a session in one word, if anything is. */
function chipOf(
  slot: SlotView,
  kind: SessionKind,
  requests: number,
): [tone: 'bad' | 'plain' | 'warn' | '', name: CalendarName] | null {
  if (kind === 'called-off') return ['bad', 'calledOff'];
  if (kind === 'over') return ['plain', 'over'];
  if (requests) return ['warn', 'toConfirm'];
  if (kind === 'running') return ['', 'underWay'];
  if (slot.maxParticipants === 1) return ['plain', 'oneToOne'];
  return slot.seatsLeft === 0 ? ['', 'full'] : null;
}

function seats(slot: SlotView, context: CalendarContext): TemplateResult {
  const { text } = context;
  const only = onlyStudent(slot);
  const waiting = context.waiting?.count([slot], context);
  const words = !slot.seatsTaken
    ? text('nobodyYet')
    : only
      ? html`<bdi>${studentName(only)}</bdi>`
      : text('seatsTaken', { taken: slot.seatsTaken, max: slot.maxParticipants });
  return html`<div class="seats">
    ${pips(slot)}<span>${words}</span>
    ${waiting ? html`<span aria-hidden="true">·</span><span>${waiting}</span>` : nothing}
    ${slot.seriesId ? html`<span>${text('repeats')}</span>` : nothing}
  </div>`;
}

function buttons(slot: SlotView, when: string, context: CalendarContext): TemplateResult {
  const { text, actions } = context;
  // What has people in it is not deleted: they go on seeing it, called off.
  const removal = slot.bookings?.length ? 'callOff' : 'delete';
  return html`<div class="actions">
    <button type="button" class="btn quiet small" part="button" data-action="edit" aria-label=${labelOf('edit', when, context)} @click=${() => actions.edit(slot)}>
      ${text('edit')}
    </button>
    <button type="button" class="btn quiet small" part="button" data-action="delete" aria-label=${labelOf(removal, when, context)} @click=${() => actions.askDelete(slot)}>
      ${text(removal)}
    </button>
    <span class="grow"></span>
    ${link(slot, context)}
  </div>`;
}

/** A button's name with the session it is for; the dots that announce a dialog are for the eye. */
function labelOf(name: 'edit' | 'delete' | 'callOff' | 'addTitle', when: string, { text }: CalendarContext) {
  return text('actionLabel', { action: text(name).replace('…', ''), when });
}

/** The form begins with what the session is about. */
function addTitle(slot: SlotView, when: string, context: CalendarContext): TemplateResult {
  const { text, actions } = context;
  return html`<button type="button" class="link small muted" part="button" data-action="title" aria-label=${labelOf('addTitle', when, context)} @click=${() => actions.edit(slot)}>
    ${text('addTitle')}
  </button>`;
}

/** What cannot be opened is shown as what it is, text. */
function link({ meetingUrl }: SlotView, { text }: CalendarContext) {
  if (!meetingUrl) return nothing;
  return isHttps(meetingUrl)
    ? joinLink(meetingUrl, text('joinLink'))
    : html`<span class="small muted">${meetingUrl}</span>`;
}
