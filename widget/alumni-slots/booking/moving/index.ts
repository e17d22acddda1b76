/** Where students move a seat. A file of its own, fetched once somebody presses "Move…". */
import { movingStyles } from './styles.ts';

export { moveDialog } from './move-dialog.ts';
export { SeatMoving } from './seat-moving.ts';

export const styles = [movingStyles];
