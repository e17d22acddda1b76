/**
 * What the elements read of the service as soon as they are shown: one function for each endpoint. What somebody asks for by
 * pressing something comes with the file that asks it: booking-calls.ts, publishing-calls.ts.
 */
import type { Booking, BookingList, ServerFrame, SlotList, SlotView } from '@mentor-slots/contract';
import { Failure } from './failure.ts';
import type { Ask, Http, Method } from './http.ts';

/** The lists that the client keeps, as answers see them. */
export interface Store {
  /** Takes slots as the person sees them into every list that has them or should. */
  meet(slots: readonly SlotView[]): void;
  /** Takes what the feed says, or would say. */
  receive(frame: ServerFrame): void;
  /** Reads again what belongs to the person. */
  readPersonal(): Promise<void>;
}

/** All slots of a list; null where nothing has changed since the `etag` that was sent. */
export interface WholeList {
  slots: SlotView[] | null;
  /** Of a list of one page; null otherwise. */
  etag: string | null;
}

export type Api = ReturnType<typeof createApi>;

/**
 * Every function rejects with a Failure. Answers to reading teach the store nothing by themselves: the list that reads takes
 * them. `key`: an Idempotency-Key, the same for every attempt at the same form.
 */
export function createApi(http: Http, store: Store, origin: string) {
  /** Sends something as the person; there is always an answer. */
  async function send<T>(method: Method, path: string, body?: object, key?: string): Promise<T> {
    const headers: Record<string, string> = key ? { 'idempotency-key': key } : {};
    const answer = await http<T>(path, { method, body, headers, personal: true });
    if (!answer.body) throw new Failure('internal_error', 'The answer could not be read.');
    return answer.body;
  }

  /** Reads all pages of a list. The etag is the first page's alone. */
  async function readPages(path: string, query: Record<string, string>, ask: Ask): Promise<WholeList> {
    const { body, etag } = await http<SlotList>(withQuery(path, query), ask);
    if (!body?.nextCursor) return { slots: body && [...body.slots], etag };
    const { headers: _, ...others } = ask;
    const rest = await readPages(path, { ...query, cursor: body.nextCursor }, others);
    return { slots: [...body.slots, ...(rest.slots ?? [])], etag: null };
  }

  return {
    /** Where the service is, without a slash at its end: players and links ask it by themselves. */
    origin,
    http,
    send,
    store,

    /** `GET /api/slots/alumni/:alumniId`: an alumnus's upcoming and running slots, for everybody. */
    slotsOf(alumniId: string, etag: string | null): Promise<WholeList> {
      const headers: Record<string, string> = etag ? { 'if-none-match': etag } : {};
      return readPages(`/api/slots/alumni/${encodeURIComponent(alumniId)}`, {}, { headers });
    },

    /**
     * `GET /api/slots/my-slots`: the alumnus's own, upcoming and running, or those of a range of dates. With `alumniId` those of
     * that alumnus, for the programme office.
     */
    async ownSlots(
      range: { from: string; to: string } | null,
      alumniId?: string,
    ): Promise<readonly SlotView[]> {
      const query = { ...(alumniId && { alumniId }), ...range };
      return (await readPages('/api/slots/my-slots', query, { personal: true })).slots ?? [];
    },

    /** `GET /api/slots/:slotId` as the person. */
    ownSlot(slotId: string): Promise<SlotView> {
      return send('GET', slotPath(slotId));
    },

    /** `GET /api/slots/my-bookings`: the student's own, upcoming and running. */
    async myBookings(): Promise<readonly Booking[]> {
      return (await send<BookingList>('GET', '/api/slots/my-bookings')).bookings;
    },
  };
}

/** Where one slot is asked for. */
export function slotPath(slotId: string): string {
  return `/api/slots/${encodeURIComponent(slotId)}`;
}

/** The path with its query, if there is one. */
export function withQuery(path: string, query: Record<string, string>): string {
  const asked = new URLSearchParams(query).toString();
  return asked ? `${path}?${asked}` : path;
}
