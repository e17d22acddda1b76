import type { SlotView } from '@mentor-slots/contract';
import { publishingCalls } from '../../client/calls/publishing-calls.ts';
import { SlotCreatedEvent } from '../../element/events.ts';
import type { CalendarViewing } from '../context/calendar-context.ts';
import type { DialogContext } from './dialog-context.ts';

/** What the calendar's dialogs ask of the service, on whose behalf they do; null while the element is on no page. */
export function callsOf({ client, behalf }: CalendarViewing) {
  return client && publishingCalls(client.api, behalf?.alumniId);
}

/** Sends something that makes slots, at most once: the same content again carries the same key. */
export class Publishing {
  #sent = { content: '', key: '' };

  async send<B, T>(endpoint: (body: B, key: string) => Promise<T>, body: B): Promise<T> {
    const content = JSON.stringify(body);
    if (this.#sent.content !== content) this.#sent = { content, key: newKey() };
    const made = await endpoint(body, this.#sent.key);
    this.#sent = { content: '', key: '' };
    return made;
  }
}

/** Shows new sessions, says how many, and tells the page. Returns them. */
export function announceNew(context: DialogContext, slots: readonly SlotView[]): readonly SlotView[] {
  const [first] = slots;
  if (first) {
    const { text } = context.viewing;
    const when = context.show(first);
    if (slots.length === 1) context.notify(text('saidAdded', { when }), first.id);
    else context.notify(text('saidAddedMany', { count: slots.length, when }));
    context.dispatch(new SlotCreatedEvent(slots));
  }
  return slots;
}

/** `randomUUID` is there in secure contexts only. */
function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
