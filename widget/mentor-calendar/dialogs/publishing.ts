import type { Series, SlotView } from '@mentor-slots/contract';
import type { SlotClient } from '../../client/slot-client.ts';
import { SlotCreatedEvent } from '../../element/events.ts';
import type { CalendarHost } from './dialog-context.ts';

/** Sends something that makes slots, at most once: the same content again carries the same key. */
export class Publishing {
  #sent = { content: '', key: '' };

  async send<T extends object>(client: SlotClient, path: '' | '/copy', body: object): Promise<T> {
    const content = path + JSON.stringify(body);
    if (this.#sent.content !== content) this.#sent = { content, key: newKey() };
    const made = await client.request<T>('POST', path, body, this.#sent.key);
    this.#sent = { content: '', key: '' };
    return made;
  }
}

/** Shows new sessions, says how many, and tells the page. Returns them. */
export function announceNew(host: CalendarHost, made: SlotView | Series): readonly SlotView[] {
  const slots = 'slots' in made ? made.slots : [made];
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
