import { html, nothing, type TemplateResult } from 'lit';
import { duration } from '../calendar/duration.ts';
import { whenOf } from '../calendar/format.ts';
import type { RowContext } from './row-context.ts';
import type { Session } from './session.ts';

/** What opens under a session: both zones, its length, and room for a note. */
export function details(session: Session, context: RowContext): TemplateResult {
  const { slot, booking, standing } = session;
  const { text, viewer } = context;
  const name = slot.alumniName;
  const theirs = { ...viewer, timeZone: slot.timeZone };
  const told = (who: typeof viewer) => `${whenOf(who, slot)} ${who.timeZone.replaceAll('_', ' ')}`;
  const fact = (name: string, value: string) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`;
  return html`
    <div class="details" part="details">
      <dl>
        ${fact(text('yourZone'), told(viewer))}
        ${told(theirs) === told(viewer) ? nothing : fact(text('mentorZone', { name }), told(theirs))}
        ${fact(text('length'), duration(viewer, Date.parse(slot.endsAt) - Date.parse(slot.startsAt)))}
        ${booking?.note ? fact(text('yourNote'), booking.note) : nothing}
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
