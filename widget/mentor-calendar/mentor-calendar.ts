import { MentorElement } from '../element/mentor-element.ts';

/**
 * The signed-in alumnus's own calendar: a month, the chosen day's sessions with their rosters, what comes next, and
 * the forms to open, change and call off times. Live.
 *
 * @fires slot-created - Times were opened. `slots`
 * @fires slot-updated - A session was changed. `slot`
 * @fires slot-deleted - Sessions were deleted or called off. `slot`, `deleted`, `cancelled`
 * @fires sign-in-required - Nobody is signed in, or the token has ended. Cancelable. `reason`
 * @fires mentor-error - Something did not succeed; the element shows it too. `failure`
 *
 * @csspart base - everything
 * @csspart month - the grid of days
 * @csspart day - a day
 * @csspart day-selected - the chosen day
 * @csspart mark - a session's mark in its day
 * @csspart zone - connection and time zone
 * @csspart day-panel - "Your availability"
 * @csspart session - a session of the chosen day
 * @csspart chip - what a session is: for one, full, called off
 * @csspart seats - the seats as dots or a bar
 * @csspart roster - who comes
 * @csspart link - the way into the meeting
 * @csspart upcoming - "Upcoming sessions"
 * @csspart upcoming-session - one of them
 * @csspart countdown - how long until it starts
 * @csspart button - every button
 * @csspart button-primary - the buttons that add, save and sign in
 * @csspart note - what was just said
 * @csspart preview - the days of a series in the form
 * @csspart dialog - the form, the question before deleting, the choice of a zone
 * @csspart empty - shown where there is nothing
 * @csspart error - shown when nothing could be loaded
 * @csspart loading - shown while loading takes a while
 *
 * @cssprop --mentor-accent - the one colour, for buttons, marks and what is chosen; all others are told in the tokens
 */
export class MentorCalendar extends MentorElement {
  protected readonly textGroup = 'calendar';

  protected override async fetchView() {
    const [view] = await Promise.all([import('./calendar-view.ts'), import('../month/month-grid.ts')]);
    return view;
  }

  protected readonly needsPerson = true;
}

declare global {
  interface HTMLElementTagNameMap {
    'mentor-calendar': MentorCalendar;
  }
}
