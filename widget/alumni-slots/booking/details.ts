import { html, nothing, type TemplateResult } from 'lit';
import { duration } from '../../calendar/duration.ts';
import { whenOf, zoneName } from '../../calendar/format.ts';
import { inZone } from '../../calendar/zone-names.ts';
import { isHttps, joinLink } from '../../look/join-link.ts';
import type { RowContext } from '../rows/row-context.ts';
import type { Session } from '../rows/session.ts';

/** What the details have besides the session's own facts. */
export interface DetailsMore {
  /** The note to the mentor as typed so far. */
  draft: string;
  write(note: string): void;
}

/** What opens under a session: both zones, its length, seats and place, what happens after, and room for a note. */
export function details(session: Session, context: RowContext, more: DetailsMore): TemplateResult {
  const { slot, booking } = session;
  const { text, viewer } = context;
  const name = slot.alumniName;
  const theirs = inZone(viewer, slot.timeZone);
  const told = (who: typeof viewer) => `${whenOf(who, slot)}, ${zoneName(who, slot.startsAt)}`;
  const fact = (name: string, value: unknown) =>
    html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`;
  const seats = { count: slot.seatsLeft, max: slot.maxParticipants };
  const asks = context.mayBook(session) || (context.signedIn && context.mayWait(session));
  // What was typed is not lost with the session.
  const isKept = session.standing === 'called-off' && more.draft.trim() !== '';
  const after = !session.isFree ? null : slot.requiresApproval ? 'needsApproval' : 'bookedAtOnce';
  return html`
    <div class="details" part="details">
      <dl>
        ${fact(text('yourZone'), told(viewer))}
        ${told(theirs) === told(viewer) ? nothing : fact(text('mentorZone', { name }), told(theirs))}
        ${fact(text('length'), duration(viewer, Date.parse(slot.endsAt) - Date.parse(slot.startsAt)))}
        ${fact(text('seats'), seats.max > 1 ? text('seatsLeft', seats) : text('oneToOne'))}
        ${session.isTheirs ? fact(text('place'), place(session, context)) : nothing}
        ${booking?.note && !asks && !isKept ? fact(text('yourNote'), booking.note) : nothing}
      </dl>
      ${after ? html`<p>${text(after, { name })}</p>` : nothing}
      ${asks || isKept ? noteField(session, context, more, isKept) : nothing}
    </div>
  `;
}

function place({ slot, standing }: Session, { text }: RowContext) {
  if (isHttps(slot.meetingUrl)) return joinLink(slot.meetingUrl, slot.meetingUrl);
  return text(standing === 'in' ? 'placeNone' : 'placeLater', { name: slot.alumniName });
}

function noteField({ slot }: Session, { text }: RowContext, { draft, write }: DetailsMore, isKept: boolean) {
  return html`<label class="field">
    ${text('noteLabel', { name: slot.alumniName })}
    <textarea
      rows="2"
      maxlength="1000"
      data-action="note"
      ?readonly=${isKept}
      .value=${draft}
      @input=${(event: InputEvent) => write((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <small class="muted">${isKept ? text('noteKept') : text('noteHint', { name: slot.alumniName })}</small>
  </label>`;
}
