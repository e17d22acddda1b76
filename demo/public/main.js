/** Starts the page: who is signed in first, then what this page shows. */
import { startAccount } from './account.js';
import { startDirectory } from './directory.js';
import { startMembersPage } from './members-page.js';
import { startOutbox } from './outbox.js';
import { startSessions } from './sessions.js';
import { startSlotElements } from './slot-elements.js';

const starts = {
  directory: startDirectory,
  sessions: startSessions,
  calendar: startMembersPage,
  'my-sessions': startMembersPage,
  office: async () => (await import('./office/office.js')).startOffice(),
  outbox: startOutbox,
};

startSlotElements();
await startAccount();
await starts[document.body.dataset.page]?.();
