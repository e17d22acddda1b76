import type { PropertyDeclarations, PropertyValues } from 'lit';
import { MentorElement } from '../element/mentor-element.ts';
import type { ViewFile } from '../element/view.ts';

/**
 * Upcoming sessions for students: what is free, what is theirs, live. Of one mentor, or of everybody, with a search. What stands
 * in the tag is shown until the sessions are there.
 *
 * @slot - shown until the element has something to show
 *
 * @fires mentor-ready - The sessions are shown for the first time
 * @fires alumni-selected - Somebody wants to see a mentor, or one of their sessions: the mentor's name was pressed in `all`, or a session to which they were led on; cancelable: then the page shows them. `alumniId`, `slotId`
 * @fires slot-selected - Somebody opened a session's details. `slot`
 * @fires before-book - The student pressed the button; cancelable: then nothing is booked. `slot`, `note`
 * @fires before-cancel - The student is about to give the seat back, pass on a held one, or leave the queue; cancelable: then it is kept. `booking`
 * @fires slot-booked - The student has a seat, or asked for one. `booking`
 * @fires before-slot-waitlist - The student wants to wait for a seat; cancelable: then nothing is asked for. `slot`, `note`
 * @fires slot-waitlisted - The student waits for a seat. `booking`
 * @fires booking-cancelled - The student gave the seat back, passed on one that was held, or left the queue. `booking`
 * @fires before-move - The student has chosen another session for their seat; cancelable: then they keep the one that they have. `booking`, `slot`
 * @fires booking-moved - The student moved their seat to another session, in one act; alone, without `slot-booked` and `booking-cancelled`. `booking`, `left`
 * @fires sign-in-required - Somebody wants to book but nobody is signed in, or the token has ended. Cancelable. `reason`
 * @fires mentor-error - Something did not succeed; the element shows it too. `failure`
 *
 * @csspart base - everything
 * @csspart zone - connection and time zone
 * @csspart search - the search field and the filters, in `all`
 * @csspart filter - a filter, in `all`
 * @csspart mentor - the mentor's name, in `all`
 * @csspart found - how many sessions were found, in `all`
 * @csspart month - the grid of days
 * @csspart day - the sessions of one day; in the month a day
 * @csspart day-selected - the chosen day of the month
 * @csspart day-panel - the sessions of the chosen day
 * @csspart date - the day's heading
 * @csspart slot - one session
 * @csspart chip - what a session is: full, last seat, yours, held for you, at night, attended
 * @csspart seats - the seats as dots
 * @csspart countdown - how long until it starts
 * @csspart button - every button
 * @csspart button-primary - the button that books
 * @csspart link - the way into the meeting
 * @csspart details - what opens under a session
 * @csspart past - past sessions, in `mine`
 * @csspart record - what is kept of a session: notes, feedback, a private note
 * @csspart session-notes - what the mentor wrote and uploaded for all who were in it
 * @csspart player - the player of a recording
 * @csspart private-note - the note that only its writer sees
 * @csspart feedback - how the student found the session
 * @csspart stars - the five stars to choose from
 * @csspart rating - what students say of the mentor, all together
 * @csspart message - what the mentor wrote when they called off or declined
 * @csspart note - what was just said about a session
 * @csspart onward - what else there is, for who cannot have a session
 * @csspart dialog - the question before cancelling, moving or withdrawing, the choice of a time zone, and the address for other calendars
 * @csspart empty - shown when there is nothing
 * @csspart error - shown when nothing could be loaded
 * @csspart loading - shown while loading takes a while
 */
export class AlumniSlots extends MentorElement {
  static override properties: PropertyDeclarations = {
    alumniId: { attribute: 'alumni-id' },
    all: { type: Boolean, reflect: true },
    compact: { type: Boolean, reflect: true },
    mine: { type: Boolean, reflect: true },
    view: {},
  };

  /** Whose sessions. */
  alumniId = '';
  /** Everybody's sessions that can be booked, soonest first, with a search, instead of one mentor's. Outweighs `mine` and `compact`. */
  all = false;
  /** One line, for directory cards: the next session, in which zone, what it is about, and its seats. */
  compact = false;
  /** The signed-in student's own sessions with all mentors, instead of one mentor's. */
  mine = false;
  /**
   * `list`, `month`, or `auto`: a list of up to 15 sessions, a month of more, as counted when they first come; with six
   * or more the viewer may choose the other. In `mine`, `auto` is a list.
   */
  view = 'auto';

  protected readonly tag = 'alumni-slots';

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('all')) this.forgetView();
    super.willUpdate(changed);
  }

  protected override async fetchView(): Promise<ViewFile<this>> {
    if (!this.all) return import('./view.ts');
    const view = import('./all/view.ts');
    await Promise.all([view, this.viewing.texts.addMore()]);
    return view;
  }

  protected override get personal(): boolean {
    return this.all || !this.compact;
  }

  protected override get onlyAlumniId(): string | undefined {
    return this.all || this.mine ? undefined : this.alumniId;
  }

  protected get needsPerson(): boolean {
    return this.mine && !this.all;
  }

  protected override get connects(): boolean {
    return super.connects && (this.all || this.mine || Boolean(this.alumniId));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'alumni-slots': AlumniSlots;
  }
}
