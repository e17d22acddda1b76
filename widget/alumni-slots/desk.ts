/**
 * Where students book and cancel. A file of its own, fetched once somebody turns to the sessions: most of those who
 * load a page only look.
 */
export { cancelDialog } from './cancel-dialog.ts';
export { SlotBooking } from './slot-booking.ts';
export { details } from './slot-details.ts';
