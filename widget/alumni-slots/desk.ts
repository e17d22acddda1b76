/**
 * Where students book and cancel. A file of its own, fetched once somebody turns to the sessions: most of those who
 * load a page only look.
 */
import { deskStyles } from './desk-styles.ts';

export { cancelDialog } from './cancel-dialog.ts';
export { noteAnswers } from './note-answers.ts';
export { SeatNews } from './seat-news.ts';
export { SlotBooking } from './slot-booking.ts';
export { details } from './slot-details.ts';
export { SlotNotes } from './slot-notes.ts';

export const styles = [deskStyles];
