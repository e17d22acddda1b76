import { html, nothing, type TemplateResult } from 'lit';
import { dayLong, timeRange, whenOf, zoneName } from '../../../calendar/format.ts';
import { failureBlank } from '../../../element/failures.ts';
import type { Viewing } from '../../../element/viewing.ts';
import { closeDialog, dialogFrame } from '../../../look/dialog/dialog.ts';
import { noticeLine } from '../../../look/notice.ts';
import { pips } from '../../../look/seats.ts';
import type { SlotsName } from '../../../text/names.ts';
import { daysOf } from '../../rows/days.ts';
import type { Choice } from './choices.ts';
import type { SeatMoving } from './seat-moving.ts';

/** What stands in the dialog where the mentor has nothing else to move to, and what its last button does. */
export interface Instead {
  /** Other ways on. */
  ways: unknown;
  /** Asks whether the seat is to be given back. */
  cancel(): void;
}

/** Asks to which other session of this mentor a seat is to be moved: one press on one of them does it. */
export function moveDialog(
  moving: SeatMoving,
  viewing: Viewing<SlotsName>,
  instead: Instead,
): TemplateResult | typeof nothing {
  const { session, loaded } = moving;
  const { text, viewer } = viewing;
  if (!session) return nothing;
  const { slot } = session;
  const when = `${dayLong(viewer, slot.startsAt)}, ${timeRange(viewer, slot.startsAt, slot.endsAt)}`;
  const isNone = loaded.state === 'ready' && !moving.choices.list.length;
  const queue = slot.waiting
    ? html`<p class="note warn" part="note"><span>${text('moveQueue', { count: slot.waiting })}</span></p>`
    : nothing;
  const giveUp = html`<button type="button" class="btn danger" part="button" data-action="cancel-instead" @click=${(
    event: Event,
  ) => {
    closeDialog(event);
    instead.cancel();
  }}>${text('cancelSession')}</button>`;
  return dialogFrame(
    {
      id: 'move',
      kind: 'moving',
      title: text('moveTitle', { name: slot.alumniName, when }),
      describedBy: 'move-body',
      focusTitle: true,
      closed: () => moving.close(),
    },
    html`${isNone ? nothing : html`<p id="move-body" class="muted">${text('moveBody', { zone: zoneName(viewer, Date.parse(slot.startsAt)) })}</p>${queue}`}
      ${choices(moving, viewing, instead)}
      <p class="unseen" role="status">${moving.isBusy() ? text('moving') : moving.news}</p>`,
    html`<button type="button" class="btn" part="button" @click=${closeDialog}>${text('keepSession')}</button>
      ${isNone ? giveUp : nothing}`,
  );
}

function choices(moving: SeatMoving, viewing: Viewing<SlotsName>, { ways }: Instead) {
  const { text, viewer } = viewing;
  const { session, loaded, shown } = moving;
  const { list, clashing } = moving.choices;
  if (loaded.state === 'loading') return html`<p class="muted">${text('loading')}</p>`;
  if (loaded.state === 'failed') return failureBlank(viewing, loaded.failure);
  const overlap = clashing
    ? html`<p class="small muted">${text('moveClashing', { count: clashing })}</p>`
    : nothing;
  if (!list.length) {
    return html`<p id="move-body" part="empty">${text('moveNone', { name: session?.slot.alumniName ?? '' })}</p>${overlap}${ways}`;
  }
  const seen = list.slice(0, shown);
  const by = new Map(seen.map((one) => [one.session.slot.id, one]));
  const days = daysOf(
    seen.map((one) => one.session),
    viewer,
  );
  return html`${[...days.values()].map((sessions) => {
    const [first] = sessions;
    return html`<h4>${first && dayLong(viewer, first.slot.startsAt)}</h4>
      <ul>${sessions.map(({ slot }) => choice(by.get(slot.id) as Choice, moving, viewing))}</ul>`;
  })}
    ${list.length > shown ? html`<button type="button" class="btn small" part="button" data-action="more" @click=${() => moving.showMore()}>${text('pastMore')}</button>` : nothing}
    ${overlap}`;
}

/** One session: when, what it is about, how many seats, and the button that moves. */
function choice({ session, lost }: Choice, moving: SeatMoving, { text, viewer }: Viewing<SlotsName>) {
  const { slot, standing } = session;
  const { maxParticipants: max, seatsLeft: count, description } = slot;
  const isBusy = moving.isBusy(slot.id);
  const name = text(lost ?? (isBusy ? 'moving' : 'moveHere'));
  const { problem } = moving;
  return html`<li class="choice" data-slot=${slot.id}>
    <div class="what">
      <time class="time" datetime=${slot.startsAt}>${timeRange(viewer, slot.startsAt, slot.endsAt)}</time>
      ${standing === 'offered' ? html`<span class="chip warn" part="chip">${text('heldChip')}</span>` : nothing}
      ${description ? html`<p class="about clamp" dir="auto">${description}</p>` : nothing}
      <p class="seats">${pips(slot)}<bdi>${max > 1 ? text('seatsLeft', { count, max }) : text('oneToOne')}</bdi>
        ${slot.requiresApproval ? html`<span>${text('needsApproval', { name: slot.alumniName })}</span>` : nothing}</p>
    </div>
    <button
      type="button" class="btn" part="button" aria-label=${text('actionLabel', { action: name, when: whenOf(viewer, slot) })}
      aria-disabled=${lost || moving.isBusy() ? 'true' : nothing}
      @click=${() => (lost ? undefined : void moving.move(slot))}
    >${name}</button>
    ${problem?.at === slot.id ? html`<div class="said" role="alert">${noticeLine(problem, text)}</div>` : nothing}
  </li>`;
}
