/** A service full of strings that would run if they were more than text. */
import type {
  Booking,
  OwnFeedback,
  PrivateNote,
  SessionFeedback,
  SessionNotes,
  SlotView,
} from '@mentor-slots/contract';
import type { TestService } from '../server/testing/service.ts';
import { sendRecording } from '../server/testing/uploads.ts';
import { wav } from '../server/testing/wav.ts';

/** Each text that somebody writes, or a portal says of a person. */
export type Field =
  | 'alumnus'
  | 'student'
  | 'waiting'
  | 'description'
  | 'note'
  | 'queue note'
  | 'message'
  | 'session notes'
  | 'link label'
  | 'own note'
  | 'note about'
  | 'comment'
  | 'recording'
  | 'calendar';

/** What stands in a field, told apart from the same string in another one: the string, then a sign of where. */
export type Written = Record<Field, string[]>;

export interface HostileWorld {
  written: Written;
  /** Of the sessions on the 27th, one an alumnus, in the order of the strings. */
  alumniIds: string[];
}

/** What a service makes of a name: one line, no space around it. */
const asName = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim();
const nextDay = '2026-11-25';
/** The moment at which the service's clock must stand before. */
export const fillingFrom = '2026-11-24T08:00:00.000Z';

/**
 * Puts each of `strings` into every field: at mira's, a student who has a seat everywhere, and at ada's, an alumna with a past session,
 * a full one on the 25th with a queue, and called-off ones on the 26th; everybody else has a session on the 27th.
 */
export async function fillWithHostile(
  service: TestService,
  strings: readonly string[],
): Promise<HostileWorld> {
  const sign = (field: Field, change = (text: string) => text) =>
    // No text begins with space.
    strings.map((text, index) => change(`${text} (${field} ${index})`.trim()));
  const written: Written = {
    ...{
      alumnus: sign('alumnus', asName),
      student: sign('student', asName),
      waiting: sign('waiting', asName),
    },
    ...{ description: sign('description'), note: sign('note'), 'queue note': sign('queue note') },
    ...{
      message: sign('message'),
      'session notes': sign('session notes'),
      'link label': sign('link label', asName),
    },
    ...{ 'own note': sign('own note'), 'note about': sign('note about'), comment: sign('comment') },
    ...{ recording: [], calendar: sign('calendar', asName) },
  };
  const ids = (kind: string) => strings.map((text, index) => `${text} ${kind} ${index}`.replaceAll('\0', ''));
  const [alumniIds, studentIds, waitingIds] = [ids('a'), ids('s'), ids('w')];
  const tokenOf = {
    ada: () => service.token('ada', 'alumni', { name: written.alumnus[0] }),
    mira: () => service.token('mira', 'student'),
    alumnus: (at: number) => service.token(alumniIds[at] ?? '', 'alumni', { name: written.alumnus[at] }),
    student: (at: number) => service.token(studentIds[at] ?? '', 'student', { name: written.student[at] }),
    waiting: (at: number) => service.token(waitingIds[at] ?? '', 'student', { name: written.waiting[at] }),
  };
  async function must<Body>(method: string, path: string, token: string, body?: object): Promise<Body> {
    const answer = await service.call<Body>(method, path, { token, ...(body && { body }) });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  const publish = (token: string, date: string, startTime: string, fields: object) => {
    const end = new Date(Date.parse(`${date}T${startTime}Z`) + 1_200_000).toISOString().slice(11, 16);
    return must<SlotView>('POST', '/api/slots', token, {
      date,
      startTime,
      endTime: end,
      timeZone: 'UTC',
      ...fields,
    });
  };
  const book = (token: string, { id }: SlotView, note?: string | undefined) =>
    must<Booking>('POST', '/api/slots/book', token, { slotId: id, ...(note !== undefined && { note }) });
  const half = (index: number) => new Date(index * 1_800_000).toISOString().slice(11, 16);

  // A session that is over.
  const seats = strings.length + 1;
  const past = await publish(tokenOf.ada(), '2026-11-24', '09:00', {
    maxParticipants: seats,
    description: written.description[0],
  });
  const own = await book(tokenOf.mira(), past);
  const bookings = [];
  for (const index of strings.keys())
    bookings.push(await book(tokenOf.student(index), past, written.note[index]));
  service.clock.now = Date.parse(past.endsAt) + 60_000;
  const kept = await must<SessionNotes>('PUT', `/api/slots/${past.id}/session-notes`, tokenOf.ada(), {
    text: written['session notes'].join('\n'),
    links: written['link label'].map((label, index) => ({ url: addressWith(strings[index] ?? ''), label })),
  });
  written['session notes'] = asKept(written['session notes'], kept.text);
  written['link label'] = asKept(written['link label'], kept.links.map(({ label }) => label).join('\n'));
  const ownNote = await must<PrivateNote>('PUT', `/api/bookings/${own.id}/private-note`, tokenOf.mira(), {
    text: written['own note'].join('\n'),
  });
  written['own note'] = asKept(written['own note'], ownNote.text);
  const abouts: string[] = [];
  const comments: string[] = [];
  for (const [index, { id }] of bookings.entries()) {
    const text = written['note about'][index];
    abouts.push(
      (await must<PrivateNote>('PUT', `/api/bookings/${id}/private-note`, tokenOf.ada(), { text })).text,
    );
    const feedback = `/api/slots/${past.id}/feedback`;
    await must('PUT', feedback, tokenOf.student(index), { stars: 5, comment: written.comment[index] });
    const given = await must<OwnFeedback>('GET', `${feedback}/own`, tokenOf.student(index));
    comments.push(given.feedback?.comment ?? '');
    // As a browser's form sends the name of a file; the service keeps the last part of what may look like a path.
    const name = `${strings[index]} (recording ${index}).wav`.replaceAll('"', '%22');
    const sent = await sendRecording(service.url, past.id, wav(2_000), { token: tokenOf.ada(), name });
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body));
    written.recording.push(sent.body.name);
  }
  written['note about'] = asKept(written['note about'], abouts.join('\n'));
  written.comment = asKept(written.comment, comments.join('\n'));
  await must('PUT', `/api/slots/${past.id}/feedback`, tokenOf.mira(), {
    stars: 5,
    comment: written.comment[0],
  });
  // They are shown by threes.
  const shown = await must<SessionFeedback>('GET', `/api/slots/${past.id}/feedback`, tokenOf.ada());
  written.comment = written.comment.filter((comment) =>
    shown.comments.some((one) => one.comment.includes(comment)),
  );
  if (written.comment.length < strings.length - 2) throw new Error('Comments are missing.');

  // One that is full, with a queue.
  const full = await publish(tokenOf.ada(), nextDay, '10:00', {
    maxParticipants: seats - 1,
    description: written.description[0],
    meetingUrl: addressWith(strings[0] ?? ''),
  });
  for (const index of strings.keys()) await book(tokenOf.student(index), full, written.note[index]);
  for (const index of strings.keys())
    await must('POST', '/api/slots/waitlist', tokenOf.waiting(index), {
      slotId: full.id,
      note: written['queue note'][index],
    });

  for (const index of strings.keys()) {
    const off = await publish(tokenOf.ada(), '2026-11-26', half(index), {
      description: written.description[index],
    });
    await book(tokenOf.mira(), off);
    await must('DELETE', `/api/slots/${off.id}`, tokenOf.ada(), { message: written.message[index] });
    const slot = await publish(tokenOf.alumnus(index), '2026-11-27', half(index), {
      description: written.description[index],
      meetingUrl: addressWith(strings[index] ?? ''),
      maxParticipants: 2,
    });
    await book(tokenOf.mira(), slot, written.note[index]);
  }
  await keepCalendars(service, written.calendar);
  return { written, alumniIds };
}

/** Puts these in the place of every address that is kept, as no call would. */
export async function keepAsAddresses(service: TestService, addresses: readonly string[]): Promise<void> {
  await service.database.write(async ({ kysely }) => {
    const slots = await kysely.selectFrom('slots').select('id').execute();
    for (const [index, { id }] of slots.entries()) {
      const address = addresses[index % addresses.length] ?? '';
      await kysely.updateTable('slots').set({ meeting_url: address }).where('id', '=', id).execute();
    }
    const links = addresses.map((url, index) => ({ url, label: index % 2 ? null : url }));
    await kysely
      .updateTable('session_notes')
      .set({ links: JSON.stringify(links) })
      .execute();
    const calendars = await kysely.selectFrom('busy_calendars').select('id').execute();
    for (const [index, { id }] of calendars.entries())
      await kysely
        .updateTable('busy_calendars')
        .set({ url: addresses[index % addresses.length] ?? '' })
        .where('id', '=', id)
        .execute();
  });
}

/** The lines that are kept of what was typed: all of it, but for what nobody sees and what would turn around what stands behind it. */
function asKept(typed: readonly string[], kept: string): string[] {
  const seen = (text: string) => text.replace(/[\p{Cf}\p{Z}\p{Cc}]/gu, '');
  if (seen(typed.join('')) !== seen(kept)) throw new Error(`Not kept as typed:\n${kept}`);
  return kept.split('\n');
}

/** An https address in which the string stands as it may: without white space and backslashes. */
function addressWith(text: string): string {
  return `https://example.edu/${text.replace(/[\s\\]+/gu, '')}`;
}

/** Calendars that ada keeps elsewhere, as if they had been read, in all of which she is busy while a session is booked. */
async function keepCalendars(service: TestService, labels: readonly string[]): Promise<void> {
  await service.database.write(async ({ kysely }) => {
    for (const [position, label] of labels.entries()) {
      const id = crypto.randomUUID();
      const read = '2026-11-24T08:58:00.000Z';
      const calendar = { id, person_id: 'ada', position, url: `https://calendar.invalid/${id}.ics`, label };
      const times = { read_next_at: '2099-01-01T00:00:00.000Z', checked_at: read, read_at: read };
      await kysely
        .insertInto('busy_calendars')
        .values({ ...calendar, ...times })
        .execute();
      const busy = { starts_at: '2026-11-25T10:05:00.000Z', ends_at: '2026-11-25T10:15:00.000Z' };
      await kysely
        .insertInto('busy_times')
        .values({ calendar_id: id, person_id: 'ada', ...busy })
        .execute();
    }
  });
}
