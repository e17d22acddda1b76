import type { SlotView } from '@mentor-slots/contract';
import { SlotCreatedEvent } from '../../element/events.ts';
import type { DialogContext } from './dialog-context.ts';

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
