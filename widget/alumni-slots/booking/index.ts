/**
 * Where students book and cancel. A file of its own, fetched once somebody turns to the sessions: most of those who
 * load a page only look.
 */
import { deskStyles } from './styles.ts';

export { SlotBooking } from './booking.ts';
export { cancelDialog } from './cancel-dialog.ts';
export { details } from './details.ts';
export { noteAnswers } from './notice-answers.ts';
export { SlotNotes } from './notices.ts';
export { SeatNews } from './seat-news.ts';

export const styles = [deskStyles];
