/** What a row offers to do. */
import { html, nothing } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import { isHttps, joinLink } from '../../look/join-link.ts';
import { nearestFree } from './nearest-free.ts';
import type { RowContext } from './row-context.ts';
import type { Session } from './session.ts';

/** The way into the meeting. */
export function join({ slot, standing }: Session, { text }: RowContext) {
  return standing === 'in' && isHttps(slot.meetingUrl)
    ? joinLink(slot.meetingUrl, text('joinLink'), 'btn primary')
    : nothing;
}

/** The way into a calendar that the viewer keeps elsewhere, until the session has begun. */
export function calendarToggle(session: Session, context: RowContext, when: string) {
  const { text, now } = context;
  const { slot, isTheirs } = session;
  if (!isTheirs || Date.parse(slot.startsAt) <= now) return nothing;
  const name = text('addToCalendar');
  return html`<button
    type="button" class="link toggle" data-action="calendar" aria-expanded=${context.calendarId === slot.id}
    aria-label=${text('actionLabel', { action: name, when })} @click=${() => context.toggleCalendars(session)}
  >${name}</button>`;
}

/** From a session that is full to the free one closest in time. */
export function freeInstead(
  { slot, standing }: Session,
  { text, viewer, sessions, barred, mine, goTo }: RowContext,
) {
  const free = standing === 'full' && !barred && !mine ? nearestFree(sessions, slot, 1)[0]?.slot : undefined;
  if (!free) return nothing;
  return html`<button type="button" class="link" data-action="instead" @click=${() => goTo(free.id)}>
    ${text('freeInstead', { when: whenOf(viewer, free) })}
  </button>`;
}

/** The one thing to do: book, ask for a seat, sign in, or give it back. */
export function action(session: Session, context: RowContext, when: string) {
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
