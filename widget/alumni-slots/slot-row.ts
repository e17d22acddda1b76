import { html, nothing, type TemplateResult } from 'lit';
import { countdown, dayKey, dayShort, duration, timeRange } from '../calendar/format.ts';
import { pips } from '../look/seats.ts';
import type { RowContext } from './row-context.ts';
import type { Session } from './session.ts';

/** A day before the start the countdown begins to help; to those who have a seat it always does. */
const near = 86_400_000;

/** One session: when, what, how many seats, and the one thing to do. */
export function slotRow(session: Session, context: RowContext): TemplateResult {
  const { slot, standing } = session;
  const { text, viewer } = context;
  const isMine = standing === 'in' || standing === 'pending';
  const isOpen = context.openId === slot.id;
  const when = `${dayShort(viewer, slot.startsAt)}, ${timeRange(viewer, slot.startsAt, slot.endsAt)}`;
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
          ${standing === 'called-off' ? nothing : seats(session, text)}
          ${isMine || Date.parse(slot.startsAt) - context.now < near ? count(session, context) : nothing}
          ${otherDay(session, context)}
          <button
            type="button"
            class="link more"
            aria-expanded=${isOpen}
            aria-label=${text('detailsLabel', { when })}
            @click=${() => context.toggle(session)}
          >${text('details')}</button>
          ${join(session, context)}
        </div>
        ${isOpen ? details(session, context) : nothing}
        ${note(session, context)}
      </div>
      <div class="cta">${action(session, context, when)}</div>
    </li>
  `;
}

/** With whom, where the list is over all mentors, and what it is about. */
function about({ slot }: Session, { named, text }: RowContext, isOpen: boolean) {
  const { alumniName: name, description } = slot;
  if (!named && !description) return nothing;
  return html`<p class="about ${isOpen ? '' : 'clamp'}">${named ? html`<b>${text('with', { name })}</b>` : nothing}${named && description ? ' · ' : nothing}<bdi>${description}</bdi></p>`;
}

function chip({ slot, standing }: Session, { text }: RowContext): TemplateResult | typeof nothing {
  const chips: Partial<Record<Session['standing'], [tone: string, name: string]>> = {
    full: ['bad', 'full'],
    started: ['plain', 'started'],
    in: ['', 'youreIn'],
    pending: ['warn', 'pending'],
    'called-off': ['bad', 'calledOff'],
    own: ['plain', 'yoursToHold'],
  };
  const own = chips[standing];
  if (own) return html`<span class="chip ${own[0]}" part="chip">${text(own[1])}</span>`;
  if (slot.maxParticipants === 1)
    return html`<span class="chip plain" part="chip">${text('oneToOne')}</span>`;
  if (slot.seatsLeft === 1) return html`<span class="chip warn" part="chip">${text('lastSeat')}</span>`;
  return nothing;
}

function seats({ slot, standing }: Session, text: RowContext['text']) {
  const { maxParticipants: max, seatsLeft: count } = slot;
  const words = max > 1 ? text('seatsLeft', { count, max }) : text(count ? 'seatFree' : 'seatTaken');
  return html`${pips(slot, standing === 'in' || standing === 'pending')}<bdi>${words}</bdi>`;
}

/** Why it stands as it stands, where that needs a sentence. */
function reason({ slot, standing, booking }: Session, { text }: RowContext) {
  const name = slot.alumniName;
  if (standing === 'called-off') return html`<p class="reason">${text('mentorCalledOff', { name })}</p>`;
  if (standing === 'pending') return html`<p class="reason">${text('confirmedOnce', { name })}</p>`;
  if (booking?.cancelReason === 'declined') return html`<p class="reason">${text('declined', { name })}</p>`;
  return nothing;
}

function count({ slot, standing }: Session, { viewer, now }: RowContext) {
  if (standing === 'called-off' || Date.parse(slot.startsAt) <= now) return nothing;
  return html`<span class="count" part="countdown">${countdown(viewer, Date.parse(slot.startsAt) - now)}</span>`;
}

/** The mentor's day and time, where it is another day than the viewer's. */
function otherDay({ slot }: Session, { viewer, text }: RowContext) {
  const theirs = { ...viewer, timeZone: slot.timeZone };
  if (dayKey(theirs, slot.startsAt) === dayKey(viewer, slot.startsAt)) return nothing;
  const when = `${dayShort(theirs, slot.startsAt)}, ${timeRange(theirs, slot.startsAt, slot.endsAt)}`;
  return html`<span>${text('forMentor', { when, name: slot.alumniName })}</span>`;
}

function join({ slot, standing }: Session, { text }: RowContext) {
  const url = safeUrl(slot.meetingUrl);
  if (!url || standing !== 'in') return nothing;
  return html`<a class="link" part="link" href=${url} target="_blank" rel="noopener noreferrer">${text('joinLink')}</a>`;
}

/** Only https: anything else could run in the page. */
function safeUrl(address: string | null | undefined): string | null {
  try {
    const url = new URL(address ?? '');
    return url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

function details(session: Session, context: RowContext): TemplateResult {
  const { slot, booking, standing } = session;
  const { text, viewer } = context;
  const name = slot.alumniName;
  const theirs = { ...viewer, timeZone: slot.timeZone };
  const told = (who: typeof viewer) =>
    `${dayShort(who, slot.startsAt)}, ${timeRange(who, slot.startsAt, slot.endsAt)} ${who.timeZone.replaceAll('_', ' ')}`;
  return html`
    <div class="details" part="details">
      <dl>
        <div><dt>${text('yourZone')}</dt><dd>${told(viewer)}</dd></div>
        ${
          told(theirs) === told(viewer)
            ? nothing
            : html`<div><dt>${text('mentorZone', { name })}</dt><dd>${told(theirs)}</dd></div>`
        }
        <div><dt>${text('length')}</dt><dd>${duration(viewer, Date.parse(slot.endsAt) - Date.parse(slot.startsAt))}</dd></div>
        ${booking?.note ? html`<div><dt>${text('yourNote')}</dt><dd dir="auto">${booking.note}</dd></div>` : nothing}
      </dl>
      ${slot.requiresApproval && standing === 'free' ? html`<p>${text('needsApproval', { name })}</p>` : nothing}
      ${
        standing === 'free' && context.signedIn && !context.otherRole
          ? html`<label class="field">
              ${text('noteLabel', { name })}
              <textarea
                rows="2"
                maxlength="1000"
                .value=${context.draft(slot.id)}
                @input=${(event: InputEvent) => context.write(slot.id, (event.target as HTMLTextAreaElement).value)}
              ></textarea>
            </label>`
          : nothing
      }
    </div>
  `;
}

function note({ slot }: Session, context: RowContext) {
  const said = context.notes.get(slot.id);
  if (!said) return nothing;
  const { goTo, failure } = said;
  return html`
    <div class="note ${said.tone}" part="note">
      <span>${said.text}${failure?.requestId && failure.status >= 500 ? html` <small>${context.text('reference', { id: failure.requestId })}</small>` : nothing}</span>
      ${goTo ? html`<button type="button" class="link" @click=${() => context.goTo(goTo)}>${context.text('goThere')}</button>` : nothing}
    </div>
  `;
}

function action(session: Session, context: RowContext, when: string) {
  const { slot, standing } = session;
  const { text } = context;
  if ((standing === 'in' || standing === 'pending') && Date.parse(slot.startsAt) > context.now) {
    return html`<button
      type="button" class="btn quiet" part="button" aria-label=${text('cancelLabel', { when })}
      @click=${() => context.askCancel(session)}
    >${text('cancel')}</button>`;
  }
  if (standing !== 'free' || context.otherRole) return nothing;
  const isBusy = context.busyIds.has(slot.id);
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
    aria-label=${text('bookLabel', { action: text(name), when })}
    aria-disabled=${isBusy ? 'true' : nothing}
    @click=${() => (context.signedIn ? context.book(session) : context.signIn(session))}
  >${text(name)}</button>`;
}
