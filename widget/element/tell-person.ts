/** Tells the service the zone and the language of whoever looks, by which mails to them go. Fetched only where there is mail. */
import type { ChangeMe, Me } from '@mentor-slots/contract';
import type { SlotClient } from '../client/slot-client.ts';
import type { Viewing } from './viewing.ts';

/** What each client has told in this page. */
const told = new WeakMap<SlotClient, string>();

/** Once, and again when either changes. That it fails is nobody's concern: the next page tells it again. */
export function tellPerson(client: SlotClient, { viewer, language }: Viewing): void {
  const { timeZone } = viewer;
  const now = `${client.userId} ${timeZone} ${language}`;
  if (told.get(client) === now) return;
  told.set(client, now);
  const body: ChangeMe = { timeZone, language };
  client.api.send<Me>('PUT', '/api/me', body).catch(() => {});
}
