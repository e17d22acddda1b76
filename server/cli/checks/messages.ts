/** What waits to be sent, or was. */
import { type Check, isJson } from './check.ts';

export const messages: Check = {
  name: 'messages',
  promise: 'every message says what it tells, a mail to whom, and how it ended or not at all',
  async look({ kysely }, broken, read) {
    for await (const row of kysely.selectFrom('messages').selectAll().stream()) {
      read();
      const { id, channel, recipient_id, payload, outcome, ended_at } = row;
      if (!isJson(payload)) broken(`what message ${id} tells is no JSON`);
      else if ((channel === 'mail') !== (recipient_id !== null))
        broken(`message ${id} is a ${channel} to ${recipient_id ?? 'nobody'}`);
      else if ((outcome === null) !== (ended_at === null))
        broken(`message ${id} is ${outcome ?? 'waiting'}, ended at ${ended_at}`);
    }
  },
};
