import type { PropertyDeclarations } from 'lit';
import { MentorElement } from '../element/mentor-element.ts';

/**
 * The signed-in alumnus's own calendar: a month, the chosen day's sessions with their rosters, what comes next, and
 * the forms to open, change, copy and call off times; after a session who was there, notes, recordings and what students said. Live.
 * With `alumni-id` the programme office (the role `admin`) works in that alumnus's.
 *
 * Keys in the month: arrows, Home and End (week), PageUp and PageDown (month; with Shift year) move; Enter or Space
 * chooses the day and goes to its sessions, Escape goes back; on a chosen day without sessions Enter adds a time. Shift
 * and an arrow choose several days, on each of which Enter adds a time: the same as dragging over them with the mouse.
 *
 * @fires mentor-ready - The month is shown for the first time
 * @fires slot-created - Times were opened, or copied. `slots`
 * @fires slot-updated - A session was changed; of a series, one event for each. `slot`
 * @fires slot-deleted - Sessions were deleted or called off. `slot`, `deleted`, `cancelled`, `offered`
 * @fires sign-in-required - Nobody is signed in, or the token has ended. Cancelable. `reason`
 * @fires mentor-error - Something did not succeed; the element shows it too. `failure`
 *
 * @csspart base - everything
 * @csspart behalf - on whose behalf the programme office works, above everything and in dialogs
 * @csspart requests - who waits for an answer, above the month
 * @csspart request - one of them
 * @csspart clashes - booked sessions at whose time the alumnus is busy elsewhere, above the month
 * @csspart month - the grid of days
 * @csspart day - a day
 * @csspart day-selected - the chosen day
 * @csspart mark - a session's mark in its day
 * @csspart busy - when the alumnus is busy elsewhere, in its day and below its sessions
 * @csspart zone - connection and time zone
 * @csspart day-panel - "Your availability"
 * @csspart session - a session of the chosen day
 * @csspart chip - what a session is: for one, full, called off
 * @csspart seats - the seats as dots or a bar
 * @csspart roster - who comes, and who waits for a seat
 * @csspart link - the way into the meeting
 * @csspart attendance - who was there, of a session that has begun
 * @csspart private-note - what the alumnus writes about a student for themselves alone
 * @csspart session-notes - what the alumnus writes for all in a session, and its links
 * @csspart recordings - the recordings of a session, and where more are added
 * @csspart player - the player of a recording
 * @csspart feedback - what students said of a session
 * @csspart upcoming - "Upcoming sessions"
 * @csspart upcoming-session - one of them
 * @csspart countdown - how long until it starts
 * @csspart button - every button
 * @csspart button-primary - the buttons that add, save and sign in
 * @csspart note - what was just said
 * @csspart preview - what the form for a series, or copying, comes to
 * @csspart dialog - every dialog: the forms, the questions before deleting and declining, copying, removing a recording, the choice of a zone, the calendars kept elsewhere, the address for other calendars
 * @csspart empty - shown where there is nothing
 * @csspart error - shown when nothing could be loaded
 * @csspart loading - shown while loading takes a while
 */
export class MentorCalendar extends MentorElement {
  static override properties: PropertyDeclarations = { alumniId: { attribute: 'alumni-id' } };

  /** Whose calendar an admin works in, on their behalf. One's own id, or none: one's own. */
  alumniId = '';

  protected readonly tag = 'mentor-calendar';

  /** The month's grid comes at the same time, rather than after what draws it. */
  protected override async fetchView() {
    const view = import('./view.ts');
    await Promise.all([view, import('../look/month/month-grid.ts')]);
    return view;
  }

  protected readonly needsPerson = true;
}

declare global {
  interface HTMLElementTagNameMap {
    'mentor-calendar': MentorCalendar;
  }
}
