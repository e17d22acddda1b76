import type { CancelReason } from '@mentor-slots/contract';
import { html, nothing, type TemplateResult } from 'lit';
import { timeRange, whenOf } from '../../calendar/format.ts';
import { noticeLine } from '../../look/notice.ts';
import { pips } from '../../look/seats.ts';
import type { SlotsName } from '../../text/names.ts';
import { action, calendarToggle, join, waysOn } from './actions.ts';
import type { RowContext } from './row-context.ts';
import type { Session } from './session.ts';
import { atNight, count, heldUntil, opening, otherZone } from './times.ts';

/** One session: when, what, how many seats, and the one thing to do. */
export function slotRow(session: Session, context: RowContext): TemplateResult {
  const { slot, standing } = session;
  const { text, viewer } = context;
  const isMine = session.isTheirs || session.isQueued;
  const isOpen = context.openId === slot.id;
  // Of everybody's sessions two may be at the same time.
  const when = whenOf(viewer, slot) + (context.mentor ? `, ${slot.alumniName}` : '');
  const more = text(context.mayBook(session) ? 'detailsNote' : 'details');
  return html`
    <li class="slot ${isMine ? 'mine' : ''} ${isOpen ? 'open' : ''} ${standing}" part="slot" data-id=${slot.id} tabindex="-1" aria-label=${when}>
      <div class="what">
        <div class="headline">
          <time class="time" datetime=${slot.startsAt}>${timeRange(viewer, slot.startsAt, slot.endsAt)}</time>
          ${chip(session, context)}
          ${atNight(session, context)}
        </div>
        ${about(session, context, isOpen)}
        ${reason(session, context)}
        <div class="seats">
          ${isGone(session, context) ? nothing : seats(session, text)}
          ${count(session, context)}
          ${otherZone(session, context)}
          <button
            type="button"
            class="link toggle"
            aria-expanded=${isOpen}
            aria-label=${text('actionLabel', { action: more, when })}
            @click=${() => context.toggle(session)}
          >${more}</button>
          ${calendarToggle(session, context, when)}
          ${waysOn(session, context)}
        </div>
        ${context.calendarId === slot.id && session.isTheirs ? context.calendars(session) : nothing}
        ${isOpen ? context.details(session) : nothing}
        ${notice(session, context)}
        ${context.onwardId === slot.id ? context.onward() : nothing}
      </div>
      <div class="cta ${context.unsure ? 'unsure' : ''}">${join(session, context)}${action(session, context, when)}</div>
      ${isOpen ? context.record(session) : nothing}
    </li>
  `;
}

/** With whom, where the list is over all mentors, and what it is about. */
function about(session: Session, { mine, mentor, text }: RowContext, isOpen: boolean) {
  const { alumniName: name, description } = session.slot;
  const named = mentor ? mentor(session) : mine && html`<b>${text('with', { name })}</b>`;
  if (!named && !description) return nothing;
  return html`<p class="about ${isOpen ? '' : 'clamp'}">${named || nothing}${named && description ? ' · ' : nothing}<bdi>${description}</bdi></p>`;
}

/** In the viewer's own list: no longer theirs. */
function isGone(session: Session, { mine }: RowContext): boolean {
  return session.standing === 'called-off' || (mine && !session.isTheirs && !session.isQueued);
}

/** What a session is, as a word with a tone. */
type Chip = readonly [tone: '' | 'plain' | 'warn' | 'bad', name: SlotsName];

/** What a session is to the viewer, in a word or two. */
export function chip(session: Session, context: RowContext): TemplateResult | typeof nothing {
  const { slot, standing, ended } = session;
  const { text } = context;
  const free: Chip | null =
    slot.maxParticipants === 1 ? ['plain', 'oneToOne'] : slot.seatsLeft === 1 ? ['warn', 'lastSeat'] : null;
  const chips: Record<Session['standing'], Chip | null> = {
    free,
    full: ['bad', 'full'],
    started: ['plain', 'started'],
    in: ['', 'youreIn'],
    pending: ['warn', 'pending'],
    offered: ['warn', 'heldChip'],
    waiting: ['', 'waitingChip'],
    later: ['plain', 'later'],
    'called-off': ['bad', 'calledOff'],
    own: ['plain', 'yoursToHold'],
  };
  const gone = goneChip(ended);
  const isGoneOnly = isGone(session, context) && standing !== 'called-off';
  const shown = isGoneOnly ? gone : chips[standing];
  return shown ? html`<span class="chip ${shown[0]}" part="chip">${text(shown[1])}</span>` : nothing;
}

function goneChip(reason: CancelReason | null): Chip {
  if (reason === 'declined') return ['bad', 'declinedShort'];
  if (reason === 'offer_lapsed') return ['plain', 'lapsedShort'];
  return ['plain', reason === 'queue_closed' ? 'closedShort' : 'cancelledShort'];
}

function seats(session: Session, text: RowContext['text']) {
  const { slot } = session;
  const { maxParticipants: max, seatsLeft: count } = slot;
  if (max === 1 && session.isTheirs) return pips(slot, true);
  const words = max > 1 ? text('seatsLeft', { count, max }) : text(count ? 'seatFree' : 'seatTaken');
  const queue = slot.waiting ? html`<span>${text('waitingCount', { count: slot.waiting })}</span>` : nothing;
  return html`${pips(slot, session.isTheirs)}<bdi>${words}</bdi>${queue}`;
}

/** What needs a sentence: an overlap, why it stands as it stands, and what the mentor wrote. */
function reason(session: Session, context: RowContext) {
  const { slot, booking, clash, standing } = session;
  const { text, viewer, barred, notice } = context;
  const why = standingWhy(session, context);
  const overlap =
    clash && !barred && !notice(slot.id)
      ? html`<p class="about why">${text('clash', { name: clash.slot.alumniName, when: whenOf(viewer, clash.slot) })}</p>`
      : nothing;
  const message = booking?.status === 'cancelled' && standing !== 'in' && why && booking.cancelMessage;
  return html`${overlap}${why ? html`<p class="about ${session.isQueued ? 'why' : ''}">${why}</p>` : nothing}
    ${message ? html`<blockquote class="about" part="message"><bdi>${message}</bdi></blockquote>` : nothing}`;
}

/** Why it stands as it stands, in a sentence; null where a word is enough. */
export function standingWhy(session: Session, context: RowContext): string | null {
  const { slot, standing, booking, ended } = session;
  const { text } = context;
  const name = slot.alumniName;
  if (standing === 'called-off') return text('mentorCalledOff', { name });
  if (standing === 'pending') return text('confirmedOnce', { name });
  if (standing === 'waiting') return text('inLine', { count: booking?.waitlistPosition ?? 1 });
  if (standing === 'offered') return heldUntil(session, context);
  if (ended === 'offer_lapsed') return text(standing === 'full' ? 'offerLapsed' : 'offerOver');
  if (ended === 'declined') return text('declined', { name });
  if (ended === 'queue_closed') return text('queueClosed');
  if (ended === 'erased') return text('erasedReason');
  return opening(session, context);
}

function notice(session: Session, context: RowContext) {
  const said = context.notice(session.slot.id);
  return said ? noticeLine(said, context.text, context.noticeAnswers(session)) : nothing;
}
