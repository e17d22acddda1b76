import type { Booking, SlotView } from '@mentor-slots/contract';
import type { Failure } from '../client/failure.ts';

/** Every event of the elements bubbles and leaves shadow roots; what it tells are its own fields. */
export class MentorEvent extends Event {
  constructor(type: string, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
  }
}

/** `mentor-ready`: the element shows for the first time what it is about. */
export class MentorReadyEvent extends MentorEvent {
  constructor() {
    super('mentor-ready');
  }
}

/** `slot-created`: the alumnus has added availability. */
export class SlotCreatedEvent extends MentorEvent {
  constructor(
    /** All slots that were made together, soonest first. */
    readonly slots: readonly SlotView[],
  ) {
    super('slot-created');
  }
}

/** `slot-updated`: the alumnus has changed a slot. */
export class SlotUpdatedEvent extends MentorEvent {
  constructor(readonly slot: SlotView) {
    super('slot-updated');
  }
}

/** `slot-deleted`: the alumnus has removed slots or called them off. */
export class SlotDeletedEvent extends MentorEvent {
  constructor(
    readonly slot: SlotView,
    /** How many disappeared, having never been booked. */
    readonly deleted: number,
    /** How many were called off, their students told. */
    readonly cancelled: number,
    /** How many of those students were offered a seat in another session. */
    readonly offered: number,
  ) {
    super('slot-deleted');
  }
}

/** `slot-booked`: the student has a seat, or asked for one where the alumnus confirms each booking. */
export class SlotBookedEvent extends MentorEvent {
  constructor(readonly booking: Booking) {
    super('slot-booked');
  }
}

/** `booking-cancelled`: the student has given the seat back, passed on one that was held, or left the queue. */
export class BookingCancelledEvent extends MentorEvent {
  constructor(readonly booking: Booking) {
    super('booking-cancelled');
  }
}

/**
 * `sign-in-required`, cancelable: the viewer wants something that needs a person, or the person's token has ended.
 * A host that shows its own sign-in calls `preventDefault()`; otherwise the element says what is missing and asks
 * `getToken` again.
 */
export class SignInRequiredEvent extends MentorEvent {
  constructor(
    /** `action`: somebody pressed a button; `expired`: a token has ended, and no new one was to be had. */
    readonly reason: 'action' | 'expired',
  ) {
    super('sign-in-required', true);
  }
}

/** `mentor-error`: something that was asked for did not succeed. The element shows it too. */
export class MentorErrorEvent extends MentorEvent {
  constructor(
    /** Its `code` is stable, its `message` a sentence for a person, its `requestId` stands in the service's log. */
    readonly failure: Failure,
  ) {
    super('mentor-error');
  }

  get code(): string {
    return this.failure.code;
  }

  get detail(): string {
    return this.failure.message;
  }
}

export interface MentorEventMap {
  'mentor-ready': MentorReadyEvent;
  'slot-created': SlotCreatedEvent;
  'slot-updated': SlotUpdatedEvent;
  'slot-deleted': SlotDeletedEvent;
  'slot-booked': SlotBookedEvent;
  'booking-cancelled': BookingCancelledEvent;
  'sign-in-required': SignInRequiredEvent;
  'mentor-error': MentorErrorEvent;
}

declare global {
  interface HTMLElementEventMap extends MentorEventMap {}
}
