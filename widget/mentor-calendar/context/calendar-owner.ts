import type { SlotView } from '@mentor-slots/contract';
import type { LitElement } from 'lit';
import { type OwnSlots, slotsOfAlumnus } from '../../client/mentor/own-slots.ts';
import type { SlotClient } from '../../client/slot-client.ts';
import type { Behalf } from '../../element/viewing.ts';

/** The element, as far as it says whose calendar it is; empty: the signed-in alumnus's. */
export type CalendarElement = LitElement & { alumniId: string };

/** Whose calendar it is: one's own, or that of somebody on whose behalf the programme office works. */
export class CalendarOwner {
  #known: Behalf | null = null;

  constructor(private readonly element: CalendarElement) {}

  /** Theirs, with rosters. */
  slots(client: SlotClient): OwnSlots {
    return client.use(slotsOfAlumnus(this.element.alumniId));
  }

  /** Null where it is one's own: with the id of whoever is signed in it is, as without one. By name, once a session has said it. */
  behalf(client: SlotClient | null, slots: readonly SlotView[]): Behalf | null {
    const { alumniId } = this.element;
    if (!alumniId || alumniId === client?.userId) return null;
    const name = slots.find((slot) => slot.alumniId === alumniId)?.alumniName;
    if (name || this.#known?.alumniId !== alumniId) this.#known = { alumniId, name: name || alumniId };
    return this.#known;
  }
}
