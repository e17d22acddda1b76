import { html, type TemplateResult } from 'lit';
import { counted } from '../calendar/counted.ts';

/** How full something is, for `seats` and `pips`. */
export interface Seats {
  maxParticipants: number;
  seatsTaken: number;
}

/** Up to eight seats as pips (taken filled, free hollow, mine ringed), more as a bar. The words stand beside it. */
export function pips(seats: Seats, isMine = false): TemplateResult {
  const { maxParticipants: max, seatsTaken: taken } = seats;
  if (max > 8) return meter(seats);
  const all = counted(max, (seat) => {
    const kind = isMine && seat === 0 ? 'pip t me' : seat < taken ? 'pip t' : 'pip';
    return html`<i class=${kind}></i>`;
  });
  return html`<span class="pips" part="seats" aria-hidden="true">${all}</span>`;
}

/** Seats as a bar. */
export function meter({ maxParticipants: max, seatsTaken: taken }: Seats): TemplateResult {
  return html`<svg class="bar" part="seats" viewBox="0 0 40 7" preserveAspectRatio="none" aria-hidden="true">
    <rect width=${(40 * taken) / max} height="7"></rect>
  </svg>`;
}
