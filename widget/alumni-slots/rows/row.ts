import { html, nothing, type TemplateResult } from 'lit';
import { countdown, dayKey, timeRange, whenOf } from '../../calendar/format.ts';
import { inZone } from '../../calendar/zone-names.ts';
import { isHttps, joinLink } from '../../look/join-link.ts';
import { noticeLine } from '../../look/notice.ts';
import { pips } from '../../look/seats.ts';
import type { SlotsName } from '../../text/names.ts';
import type { RowContext } from './row-context.ts';
import type { Session } from './session.ts';

/** A day before the start the countdown begins to help; to those who have a seat it always does. */
const near = 86_400_000;

/** One session: when, what, how many seats, and the one thing to do. */
export function slotRow(session: Session, context: RowContext): TemplateResult {
  const { slot, standing } = session;
  const { text, viewer } = context;
  const isMine = session.isTheirs;
  const isOpen = context.openId === slot.id;
  const when = whenOf(viewer, slot);
  const more = text(context.mayBook(session) ? 'detailsNote' : 'details');
  return html`
    <li class="slot ${isMine ? 'mine' : ''} ${isOpen ? 'open' : ''} ${standing}" part="slot" data-id=${slot.id} tabindex="-1" aria-label=${when}>
      <div class="what">
        <div class="headline">
          <time class="time" datetime=${slot.startsAt}>${timeRange(viewer, slot.startsAt, slot.endsAt)}</time>
          ${chip(session, context)}
        </div>
        ${about(session, context, isOpen)}
        ${reason(session, context)}
        <div class="seats">
          ${isGone(session, context) ? nothing : seats(session, text)}
          ${isMine || Date.parse(slot.startsAt) - context.now < near ? count(session, context) : nothing}
          ${otherZone(session, context)}
          <button
            type="button"
            class="link toggle"
            aria-expanded=${isOpen}
            aria-label=${text('actionLabel', { action: more, when })}
            @click=${() => context.toggle(session)}
          >${more}</button>
        </div>
        ${isOpen ? context.details(session) : nothing}
        ${notice(session, context)}
      </div>
      <div class="cta ${context.unsure ? 'unsure' : ''}">${join(session, context)}${action(session, context, when)}</div>
    </li>
  `;
}

/** With whom, where the list is over all mentors, and what it is about. */
function about({ slot }: Session, { mine: named, text }: RowContext, isOpen: boolean) {
  const { alumniName: name, description } = slot;
  if (!named && !description) return nothing;
  return html`<p class="about ${isOpen ? '' : 'clamp'}">${named ? html`<b>${text('with', { name })}</b>` : nothing}${named && description ? ' · ' : nothing}<bdi>${description}</bdi></p>`;
}

/** In the viewer's own list: no longer theirs. */
function isGone(session: Session, { mine }: RowContext): boolean {
  return session.standing === 'called-off' || (mine && !session.isTheirs);
}

/** What a session is, as a word with a tone. */
type Chip = readonly [tone: '' | 'plain' | 'warn' | 'bad', name: SlotsName];

function chip(session: Session, context: RowContext): TemplateResult | typeof nothing {
  const { slot, standing, booking } = session;
  const { text } = context;
  const free: Chip | null =
    slot.maxParticipants === 1 ? ['plain', 'oneToOne'] : slot.seatsLeft === 1 ? ['warn', 'lastSeat'] : null;
  const chips: Record<Session['standing'], Chip | null> = {
    free,
    full: ['bad', 'full'],
    started: ['plain', 'started'],
    in: ['', 'youreIn'],
    pending: ['warn', 'pending'],
    'called-off': ['bad', 'calledOff'],
    own: ['plain', 'yoursToHold'],
  };
  const gone: Chip =
    booking?.cancelReason === 'declined' ? ['bad', 'declinedShort'] : ['plain', 'cancelledShort'];
  const isGoneOnly = isGone(session, context) && standing !== 'called-off';
  const shown = isGoneOnly ? gone : chips[standing];
  return shown ? html`<span class="chip ${shown[0]}" part="chip">${text(shown[1])}</span>` : nothing;
}

function seats(session: Session, text: RowContext['text']) {
  const { slot } = session;
  const { maxParticipants: max, seatsLeft: count } = slot;
  if (max === 1 && session.isTheirs) return pips(slot, true);
  const words = max > 1 ? text('seatsLeft', { count, max }) : text(count ? 'seatFree' : 'seatTaken');
  return html`${pips(slot, session.isTheirs)}<bdi>${words}</bdi>`;
}

/** Why it stands as it stands, where that needs a sentence. */
function reason({ slot, standing, booking }: Session, { text }: RowContext) {
  const name = slot.alumniName;
  const why =
    standing === 'called-off'
      ? 'mentorCalledOff'
      : standing === 'pending'
        ? 'confirmedOnce'
        : booking?.cancelReason === 'declined' && 'declined';
  if (!why) return nothing;
  const message = standing !== 'pending' && booking?.cancelMessage;
  return html`<p class="about">${text(why, { name })}</p>
    ${message ? html`<blockquote class="about" part="message"><bdi>${message}</bdi></blockquote>` : nothing}`;
}

function count({ slot, standing }: Session, { viewer, now }: RowContext) {
  const start = Date.parse(slot.startsAt);
  if (standing === 'called-off' || start <= now) return nothing;
  return html`<span class="count" part="countdown">${countdown(viewer, now, start)}</span>`;
}

/** The mentor's day and time, where it is another day than the viewer's, or another time of a session that is theirs. */
function otherZone(session: Session, { viewer, text }: RowContext) {
  const { slot } = session;
  const theirs = inZone(viewer, slot.timeZone);
  const differs = (tell: (who: typeof viewer) => string) => tell(theirs) !== tell(viewer);
  const isOther = session.isTheirs
    ? differs((who) => whenOf(who, slot))
    : differs((who) => dayKey(who, slot.startsAt));
  return isOther
    ? html`<span>${text('forMentor', { when: whenOf(theirs, slot), name: slot.alumniName })}</span>`
    : nothing;
}

function join({ slot, standing }: Session, { text }: RowContext) {
  return standing === 'in' && isHttps(slot.meetingUrl)
    ? joinLink(slot.meetingUrl, text('joinLink'), 'btn primary')
    : nothing;
}

function notice(session: Session, context: RowContext) {
  const said = context.notice(session.slot.id);
  return said ? noticeLine(said, context.text, context.noticeAnswers(session)) : nothing;
}

function action(session: Session, context: RowContext, when: string) {
  const { slot } = session;
  const { text } = context;
  if (session.isTheirs && Date.parse(slot.startsAt) > context.now) {
    return html`<button
      type="button" class="btn quiet" part="button" aria-label=${text('actionLabel', { action: text('cancel'), when })}
      @click=${() => context.askCancel(session)}
    >${text('cancel')}</button>`;
  }
  if (!context.isOffered(session)) return nothing;
  const isBusy = context.isBusy(slot.id);
  const name = isBusy
    ? 'booking'
    : !context.signedIn
      ? 'signIn'
      : slot.requiresApproval
        ? 'requestBook'
        : 'book';
  return html`<button
    type="button"
    class="btn ${context.signedIn ? 'primary' : ''}"
    part="button ${context.signedIn ? 'button-primary' : ''}"
    aria-label=${text('actionLabel', { action: text(name), when })}
    aria-disabled=${isBusy ? 'true' : nothing}
    @click=${() => (context.signedIn ? context.book(session) : context.signIn(session))}
  >${text(name)}</button>`;
}
