/** What pages show of sessions and people. */
import type { Check } from './check.ts';

export const links: Check = {
  name: 'links',
  promise: 'where a session leads to is an https address',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('slots')
      .select(['id', 'meeting_url'])
      .where('meeting_url', 'is not', null)
      .stream();
    for await (const { id, meeting_url } of rows) {
      read();
      // It may name a login: it is not told.
      if (!/^https:\/\/[^\s]+$/.test(String(meeting_url)))
        broken(`where slot ${id} leads to is no https address`);
    }
  },
};

export const names: Check = {
  name: 'names',
  promise: 'everybody has a name',
  async look({ kysely }, broken, read) {
    for await (const { id, name } of kysely.selectFrom('people').select(['id', 'name']).stream()) {
      read();
      if (name.trim() === '') broken(`person ${id} has no name`);
    }
  },
};
