import { auditAndLeases } from './0002-audit-and-leases.ts';
import { waitingList } from './0003-waiting-list.ts';
import { messages } from './0004-messages.ts';
import { calendars } from './0005-calendars.ts';
import { sessions } from './0006-sessions.ts';
import type { Upgrade } from './upgrade.ts';

/** All of them, in their order. Version 1 is the first release's schema.sql; the last one's is today's. */
export const upgrades: readonly Upgrade[] = [auditAndLeases, waitingList, messages, calendars, sessions];
