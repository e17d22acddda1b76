/** What comes after a session, for the student who was in it. A file of its own: most of those who load a page look ahead. */
import { sessionStyles } from '../../element/session/styles.ts';
import { dialogStyles } from '../../look/dialog/dialog.ts';
import { starStyles } from '../../look/stars/stars.ts';
import { pastStyles } from './styles.ts';

export { PastSessions } from './past-sessions.ts';

export const styles = [dialogStyles, sessionStyles, starStyles, pastStyles];
