import { addDays, type Day } from '../../../calendar/dates.ts';
import type { CalendarContext } from '../../context/calendar-context.ts';
import type { DialogContext } from '../dialog-context.ts';

/** Days that may be chosen together: as many as a series may have sessions. */
const most = 60;

/**
 * Choosing days in the month: by dragging with a mouse or pen, never by touch, which scrolls; or by Shift and the arrows,
 * then Enter. One empty day: by pressing it, or Enter on it, once it is chosen, or by its "+".
 */
export class DayRange {
  /** Soonest first; none or one where nothing was drawn out. */
  days: readonly Day[] = [];
  #anchor: Day | null = null;
  #pointer: number | null = null;
  /** The click that ends a drag chooses no day. */
  #dragged = false;

  /** `open`: the days, soonest first, on which a session is to be added. */
  constructor(
    private readonly context: DialogContext,
    private readonly open: (days: readonly Day[]) => void,
  ) {
    const { root } = context;
    // Before the grid's own listeners, which would choose a day.
    root.addEventListener('keydown', (event) => this.#press(event as KeyboardEvent), true);
    root.addEventListener('click', (event) => this.#click(event), true);
    root.addEventListener('pointerdown', (event) => this.#down(event as PointerEvent));
    root.addEventListener('pointermove', (event) => this.#move(event as PointerEvent));
    root.addEventListener('pointerup', (event) => this.#up(event as PointerEvent));
    root.addEventListener('pointercancel', () => this.clear());
  }

  clear(): void {
    this.#anchor = null;
    this.#pointer = null;
    if (!this.days.length) return;
    this.days = [];
    this.context.viewing.changed();
  }

  #stretch(anchor: Day, to: Day): void {
    const { today } = this.context.calendar();
    const [first, last] = anchor < to ? [anchor, to] : [to, anchor];
    const days: Day[] = [];
    for (let day = first; day <= last && days.length < most; day = addDays(day, 1)) {
      if (day >= today) days.push(day);
    }
    this.#anchor = anchor;
    this.days = days;
    this.context.viewing.changed();
  }

  #press(event: KeyboardEvent): void {
    const day = dayAt(event.target);
    if (!day || event.altKey || event.ctrlKey || event.metaKey) return;
    const isEnter = event.key === 'Enter' || event.key === ' ';
    if (isEnter && (this.days.length > 1 || isFree(day, this.context.calendar()))) {
      this.#take(event, this.days.length > 1 ? this.days : [day]);
    } else if (event.key === 'Escape' && this.days.length) {
      event.stopPropagation();
      this.clear();
    } else if (event.shiftKey && event.key.startsWith('Arrow')) {
      // The grid moves the focus; the range follows it, however fast the keys come.
      this.#anchor ??= day;
      setTimeout(() => {
        if (this.#anchor) this.#stretch(this.#anchor, this.context.calendar().cursor);
      });
    } else if (!event.shiftKey && event.key !== 'Tab') this.clear();
  }

  #click(event: Event): void {
    const day = dayAt(event.target);
    if (!day) return;
    if (this.#dragged) {
      event.stopPropagation();
      return;
    }
    const isPlus = (event.target as Element).classList.contains('plus');
    if (isPlus || isFree(day, this.context.calendar())) this.#take(event, [day]);
  }

  #take(event: Event, days: readonly Day[]): void {
    event.preventDefault();
    event.stopPropagation();
    this.open(days);
  }

  #down({ target, pointerType, pointerId, button }: PointerEvent): void {
    this.clear();
    this.#dragged = false;
    if (pointerType === 'touch' || button !== 0) return;
    this.#anchor = dayAt(target);
    if (this.#anchor) this.#pointer = pointerId;
  }

  #move(event: PointerEvent): void {
    if (this.#pointer !== event.pointerId || !this.#anchor) return;
    if (!event.buttons) {
      this.clear();
      return;
    }
    const at = this.context.root.elementFromPoint(event.clientX, event.clientY);
    const day = dayAt(at);
    if (!day || (day === this.#anchor && !this.days.length) || day === this.days.at(-1)) return;
    // From here on its end is heard of wherever the pointer is let go.
    const anchor = this.context.root.querySelector(`[data-day='${this.#anchor}']`);
    if (anchor && !anchor.hasPointerCapture(event.pointerId)) anchor.setPointerCapture(event.pointerId);
    this.#stretch(this.#anchor, day);
  }

  #up(event: PointerEvent): void {
    if (this.#pointer !== event.pointerId) return;
    this.#pointer = null;
    this.#anchor = null;
    this.#dragged = this.days.length > 1;
    if (this.#dragged) this.open(this.days);
    else this.clear();
  }
}

/** Chosen already, still to come and without a session: pressing it again can only mean to add one. */
function isFree(day: Day, { selected, today, days }: CalendarContext): boolean {
  return day === selected && day >= today && !days.get(day)?.some((slot) => slot.status !== 'cancelled');
}

function dayAt(target: EventTarget | null): Day | null {
  return (target as Element | null)?.closest?.<HTMLElement>('td[data-day]')?.dataset.day ?? null;
}
