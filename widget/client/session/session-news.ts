/** Who looks at a session hears that something of it is another than before. */
import type { Collection, Link } from '../collection.ts';
import { once } from '../reading.ts';

/** What is known of one session, and read anew. */
export interface SessionReader {
  readonly slotId: string;
  /** Nothing of it follows from who is in the session and who was there: it is not read for that. */
  readonly ignoresBookings?: boolean;
  /** Never rejects. */
  read(): Promise<void>;
}

export interface SessionNews extends Collection {
  /**
   * Reads now, and again whenever the feed tells of that session, after each reconnect, and every so often while there is no feed.
   * Reference-counted; returns the release.
   */
  watch(reader: SessionReader): () => void;
}

export function sessionNews(link: Link): SessionNews {
  const readers = new Map<SessionReader, number>();
  async function readAnew(isMeant: (reader: SessionReader) => boolean): Promise<void> {
    const some = [...readers.keys()].filter(isMeant);
    await Promise.all(some.map((one) => one.read()));
  }

  return {
    get watched() {
      return readers.size > 0;
    },
    watch(reader) {
      const before = readers.get(reader) ?? 0;
      readers.set(reader, before + 1);
      if (!before) void reader.read();
      link.rewatched();
      return once(() => {
        const rest = (readers.get(reader) ?? 1) - 1;
        if (rest) readers.set(reader, rest);
        else readers.delete(reader);
      });
    },
    /** Of bookings too: what is said of attendance decides on what a student may do. */
    receive(frame) {
      if (frame.type === 'session_updated') void readAnew(({ slotId }) => slotId === frame.slotId);
      if (frame.type === 'booking_updated')
        void readAnew(({ slotId, ignoresBookings }) => slotId === frame.booking.slotId && !ignoresBookings);
      return false;
    },
    readPersonal: () => readAnew(() => true),
    stale() {
      if (link.authenticated || !link.signedIn) return [];
      const slotIds = new Set([...readers.keys()].map(({ slotId }) => slotId));
      return [...slotIds].map(
        (slotId) => [`/session/${slotId}`, () => readAnew((one) => one.slotId === slotId)] as const,
      );
    },
  };
}
