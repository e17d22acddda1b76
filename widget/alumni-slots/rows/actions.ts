/** What a row offers to do. */
import { html, nothing } from 'lit';
import { whenOf } from '../../calendar/format.ts';
import { isHttps, joinLink } from '../../look/join-link.ts';
import type { SlotsName } from '../../text/names.ts';
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

/** The viewer has no seat in it and can book none: full, not open yet, begun, called off, or in the way of another of theirs. */
function isDeadEnd({ standing, isTheirs, isQueued, isFree, ended }: Session, { mine }: RowContext): boolean {
  if (isTheirs || isQueued || standing === 'own') return false;
  return mine ? ended !== 'student' : !isFree;
}

/** From a session that cannot be had to the free one of its mentor closest in time, else to what others have. */
export function waysOn(session: Session, context: RowContext) {
  const { slot } = session;
  const { text, viewer, sessions, barred, mine, goTo, notice } = context;
  // What was just said of it leads on by itself.
  if (barred || notice(slot.id) || !isDeadEnd(session, context)) return nothing;
  const free = mine ? undefined : nearestFree(sessions, slot, 1)[0]?.slot;
  if (!free) return onwardFrom(session, context);
  return html`<button type="button" class="link" data-action="instead" @click=${() => goTo(free.id)}>
    ${text('freeInstead', { when: whenOf(viewer, free) })}
  </button>`;
}

/** Opens what else there is, with the session's mentor or with others, or closes it. */
export function onwardFrom(session: Session, { text, onwardId, toggleOnward }: RowContext) {
  return onwardButton(text, onwardId === session.slot.id, () => toggleOnward(session));
}

export function onwardButton(text: RowContext['text'], isOpen: boolean, toggle: () => void) {
  return html`<button
    type="button" class="link toggle" data-action="onward" aria-expanded=${isOpen} @click=${toggle}
  >${text('findAnother')}</button>`;
}

/** What a button looks like and asks for. */
interface Offer {
  name: SlotsName;
  kind?: 'primary' | 'quiet';
  /** By that the focus finds it again, where there are several. */
  as?: string;
  isBusy?: boolean;
  ask(): void;
}

function button({ name, kind, as, isBusy, ask }: Offer, text: RowContext['text'], when: string) {
  const isPrimary = kind === 'primary';
  return html`<button
    type="button" class="btn ${kind ?? ''}" data-action=${as ?? nothing} part=${isPrimary ? 'button button-primary' : 'button'}
    aria-label=${text('actionLabel', { action: text(name), when })} aria-disabled=${isBusy ? 'true' : nothing}
    @click=${ask}
  >${text(name)}</button>`;
}

/** The one thing to do: book, ask for a seat, wait for one, sign in, or move it and give it back; what is held is taken or passed. */
export function action(session: Session, context: RowContext, when: string) {
  const { slot, standing, isTheirs, isQueued } = session;
  const { text, signedIn } = context;
  const isBusy = context.isBusy(slot.id);
  const book = (name: SlotsName) =>
    button(
      {
        name: isBusy ? 'booking' : signedIn ? name : 'signIn',
        ...(signedIn && { kind: 'primary' }),
        isBusy,
        ask: () => (signedIn ? context.book(session) : context.signIn(session)),
      },
      text,
      when,
    );
  const leave = (name: SlotsName) =>
    button({ name, kind: 'quiet', as: 'leave', ask: () => context.askCancel(session) }, text, when);
  if (standing === 'offered') return html`${book('takeSeat')}${leave('passSeat')}`;
  const bookNow = () => book(slot.requiresApproval ? 'requestBook' : 'book');
  if (isQueued) return html`${context.isOffered(session) ? bookNow() : nothing}${leave('leaveQueue')}`;
  if (isTheirs) {
    const move = { name: 'move', kind: 'quiet', as: 'move', ask: () => context.askMove(session) } as const;
    return Date.parse(slot.startsAt) > context.now
      ? html`${button(move, text, when)}${leave('cancel')}`
      : nothing;
  }
  if (!context.mayWait(session)) return context.isOffered(session) ? bookNow() : nothing;
  const ask = () => (signedIn ? context.wait(session) : context.signIn(session));
  return button(
    { name: isBusy ? 'joining' : signedIn ? 'joinQueue' : 'signInQueue', isBusy, ask },
    text,
    when,
  );
}
