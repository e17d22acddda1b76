/** What an alumnus asks for of their own sessions and who is in them. */
import type {
  Booking,
  ChangeSlot,
  Copied,
  Copy,
  CreateSlot,
  Deleted,
  Preview,
  PreviewQuery,
  Scope,
  Series,
  SlotView,
} from '@mentor-slots/contract';
import { type Api, slotPath, withQuery } from '../api.ts';
import { learnBooking } from './learn-booking.ts';

export type PublishingCalls = ReturnType<typeof publishingCalls>;

/**
 * One function for each endpoint. Every function rejects with a Failure; what an answer teaches is in the store when it resolves.
 * `key`: an Idempotency-Key, the same for every attempt at the same form. `alumniId`: of whom new sessions are, where an admin
 * works on their behalf.
 */
export function publishingCalls(api: Api, alumniId?: string) {
  const { send, store } = api;
  const whose = alumniId ? { alumniId } : {};

  function learnSlots(slots: readonly SlotView[]): readonly SlotView[] {
    store.meet(slots);
    return slots;
  }

  return {
    /** `POST /api/slots/:slotId/bookings/:bookingId/confirm`. Teaches the booking and its slot. */
    async confirm(slotId: string, bookingId: string): Promise<Booking> {
      return learnBooking(api, await send('POST', `${bookingPath(slotId, bookingId)}/confirm`));
    },

    /** `POST /api/slots/:slotId/bookings/:bookingId/decline`, with words for the student. Teaches the booking and its slot. */
    async decline(slotId: string, bookingId: string, message?: string): Promise<Booking> {
      return learnBooking(
        api,
        await send('POST', `${bookingPath(slotId, bookingId)}/decline`, messageBody(message)),
      );
    },

    /** `POST /api/slots`: the new slots, of a series where the body repeats. Teaches them with their rosters. */
    async publish(body: CreateSlot, key: string): Promise<readonly SlotView[]> {
      if (body.repeat)
        return learnSlots((await send<Series>('POST', '/api/slots', { ...whose, ...body }, key)).slots);
      return learnSlots([await send<SlotView>('POST', '/api/slots', { ...whose, ...body }, key)]);
    },

    /** `POST /api/slots/preview`: what publishing would come to. Teaches nothing: none of it is a slot yet. */
    preview(body: CreateSlot, query: PreviewQuery = {}): Promise<Preview> {
      return send('POST', withQuery('/api/slots/preview', query), { ...whose, ...body });
    },

    /** `POST /api/slots/copy`: days once more on other dates. Teaches the new slots with their rosters. */
    async copy(body: Copy, key: string): Promise<Copied> {
      const copied = await send<Copied>('POST', '/api/slots/copy', { ...whose, ...body }, key);
      learnSlots(copied.slots);
      return copied;
    },

    /** `POST /api/slots/copy/preview`: what copying would come to. Teaches nothing. */
    previewCopy(body: Copy): Promise<Preview> {
      return send('POST', '/api/slots/copy/preview', { ...whose, ...body });
    },

    /** `PATCH /api/slots/:slotId`: the slots that were changed. Teaches them with their rosters. */
    async change(slotId: string, scope: Scope, body: ChangeSlot): Promise<readonly SlotView[]> {
      const path = withQuery(slotPath(slotId), { scope });
      if (scope !== 'this') return learnSlots((await send<Series>('PATCH', path, body)).slots);
      return learnSlots([await send<SlotView>('PATCH', path, body)]);
    },

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

function bookingPath(slotId: string, bookingId: string): string {
  return `${slotPath(slotId)}/bookings/${encodeURIComponent(bookingId)}`;
}

/** The body that carries a message; undefined without one. */
function messageBody(message: string | undefined): object | undefined {
  return message ? { message } : undefined;
}
