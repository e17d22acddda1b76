import type { SlotView } from '@mentor-slots/contract';
import { SlotCreatedEvent } from '../../element/events.ts';
import type { CalendarHost } from './dialog-context.ts';

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
export function announceNew(host: CalendarHost, slots: readonly SlotView[]): readonly SlotView[] {
  const [first] = slots;
  if (first) {
    const { text } = host.viewing;
    const when = host.show(first);
    if (slots.length === 1) host.say(text('saidAdded', { when }), first.id);
    else host.say(text('saidAddedMany', { count: slots.length, when }));
    host.tell(new SlotCreatedEvent(slots));
  }
  return slots;
}

/** `randomUUID` is there in secure contexts only. */
function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
