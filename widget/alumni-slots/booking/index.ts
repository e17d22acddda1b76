/**
 * Where students book and cancel. A file of its own, fetched once somebody turns to the sessions: most of those who
 * load a page only look.
 */
import { dialogStyles } from '../../look/dialog/dialog.ts';
import { addToCalendarStyles, bookingStyles } from './styles.ts';

export { StudentBooking } from './student-booking.ts';

export const styles = [dialogStyles, bookingStyles, addToCalendarStyles];
