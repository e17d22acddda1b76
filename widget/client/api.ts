/** Every request that the elements make: one function for each endpoint, and what the store learns from its answer. */
import type {
  Book,
  Booking,
  BookingList,
  Cancel,
  ChangeMe,
  ChangeSlot,
  Copied,
  Copy,
  CreateSlot,
  Deleted,
  Me,
  Preview,
  PreviewQuery,
  Scope,
  Series,
  ServerFrame,
  SlotList,
  SlotView,
  Wait,
} from '@mentor-slots/contract';
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
 * Every function rejects with a Failure. What an answer teaches is in the store when its function resolves; answers to
 * reading teach nothing by themselves: the list that reads takes them. `key`: an Idempotency-Key, the same for every
 * attempt at the same form.
 */
export function createApi(http: Http, store: Store) {
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

  /** A booking teaches what its frame would, and its slot as the person sees it now. */
  function learnBooking(booking: Booking): Booking {
    store.meet([booking.slot]);
    store.receive({ type: 'booking_updated', booking });
    return booking;
  }

  function learnSlots(slots: readonly SlotView[]): readonly SlotView[] {
    store.meet(slots);
    return slots;
  }

  return {
    /** `GET /api/slots/alumni/:alumniId`: an alumnus's upcoming and running slots, for everybody. */
    slotsOf(alumniId: string, etag: string | null): Promise<WholeList> {
      const headers: Record<string, string> = etag ? { 'if-none-match': etag } : {};
      return readPages(`/api/slots/alumni/${encodeURIComponent(alumniId)}`, {}, { headers });
    },

    /** `GET /api/slots/my-slots`: the alumnus's own, upcoming and running, or those of a range of dates. */
    async ownSlots(range: { from: string; to: string } | null): Promise<readonly SlotView[]> {
      return (await readPages('/api/slots/my-slots', { ...range }, { personal: true })).slots ?? [];
    },

    /** `GET /api/slots/:slotId` as the person. */
    ownSlot(slotId: string): Promise<SlotView> {
      return send('GET', slotPath(slotId));
    },

    /** `GET /api/slots/my-bookings`: the student's own, upcoming and running. */
    async myBookings(): Promise<readonly Booking[]> {
      return (await send<BookingList>('GET', '/api/slots/my-bookings')).bookings;
    },

    /** `GET /api/slots/:slotId/session.ics`: the session as a file for other calendars. */
    async sessionFile(slotId: string): Promise<string> {
      return (await http<string>(`${slotPath(slotId)}/session.ics`, { accept: 'text/calendar' })).body ?? '';
    },

    /** `POST /api/slots/book`. Teaches the booking and its slot. */
    async book(body: Book): Promise<Booking> {
      return learnBooking(await send('POST', '/api/slots/book', body));
    },

    /** `POST /api/slots/waitlist`. Teaches the booking and its slot. */
    async wait(body: Wait): Promise<Booking> {
      return learnBooking(await send('POST', '/api/slots/waitlist', body));
    },

    /** `POST /api/slots/cancel`. Teaches the booking and its slot. */
    async cancel(body: Cancel): Promise<Booking> {
      return learnBooking(await send('POST', '/api/slots/cancel', body));
    },

    /** `POST /api/slots/:slotId/bookings/:bookingId/confirm`. Teaches the booking and its slot. */
    async confirm(slotId: string, bookingId: string): Promise<Booking> {
      return learnBooking(await send('POST', `${bookingPath(slotId, bookingId)}/confirm`));
    },

    /** `POST /api/slots/:slotId/bookings/:bookingId/decline`, with words for the student. Teaches the booking and its slot. */
    async decline(slotId: string, bookingId: string, message?: string): Promise<Booking> {
      return learnBooking(
        await send('POST', `${bookingPath(slotId, bookingId)}/decline`, messageBody(message)),
      );
    },

    /** `POST /api/slots`: the new slots, of a series where the body repeats. Teaches them with their rosters. */
    async publish(body: CreateSlot, key: string): Promise<readonly SlotView[]> {
      if (body.repeat) return learnSlots((await send<Series>('POST', '/api/slots', body, key)).slots);
      return learnSlots([await send<SlotView>('POST', '/api/slots', body, key)]);
    },

    /** `POST /api/slots/preview`: what publishing would come to. Teaches nothing: none of it is a slot yet. */
    preview(body: CreateSlot, query: PreviewQuery = {}): Promise<Preview> {
      return send('POST', withQuery('/api/slots/preview', query), body);
    },

    /** `POST /api/slots/copy`: days once more on other dates. Teaches the new slots with their rosters. */
    async copy(body: Copy, key: string): Promise<Copied> {
      const copied = await send<Copied>('POST', '/api/slots/copy', body, key);
      learnSlots(copied.slots);
      return copied;
    },

    /** `POST /api/slots/copy/preview`: what copying would come to. Teaches nothing. */
    previewCopy(body: Copy): Promise<Preview> {
      return send('POST', '/api/slots/copy/preview', body);
    },

    /** `PATCH /api/slots/:slotId`: the slots that were changed. Teaches them with their rosters. */
    async change(slotId: string, scope: Scope, body: ChangeSlot): Promise<readonly SlotView[]> {
      const path = withQuery(slotPath(slotId), { scope });
      if (scope !== 'this') return learnSlots((await send<Series>('PATCH', path, body)).slots);
      return learnSlots([await send<SlotView>('PATCH', path, body)]);
    },

    /** `PUT /api/me`: by which zone and in which language mails to the person are. */
    tellMe: (body: ChangeMe) => send<Me>('PUT', '/api/me', body),

    /**
     * `DELETE /api/slots/:slotId`, with words for the students who are called off, and the sessions in which they are offered
     * a seat instead. The answer only counts, so what belongs to the person is read again.
     */
    async remove(
      slotId: string,
      scope: Scope,
      message?: string,
      offerSlotIds: readonly string[] = [],
    ): Promise<Deleted> {
      const body = { ...messageBody(message), ...(offerSlotIds.length && { offerSlotIds }) };
      const deleted = await send<Deleted>(
        'DELETE',
        withQuery(slotPath(slotId), { scope }),
        Object.keys(body).length ? body : undefined,
      );
      await store.readPersonal();
      return deleted;
    },
  };
}

function slotPath(slotId: string): string {
  return `/api/slots/${encodeURIComponent(slotId)}`;
}

function bookingPath(slotId: string, bookingId: string): string {
  return `${slotPath(slotId)}/bookings/${encodeURIComponent(bookingId)}`;
}

function withQuery(path: string, query: Record<string, string>): string {
  const asked = new URLSearchParams(query).toString();
  return asked ? `${path}?${asked}` : path;
}

/** The body that carries a message; undefined without one. */
function messageBody(message: string | undefined): object | undefined {
  return message ? { message } : undefined;
}
