import { noChange } from 'lit';
import { type ChildPart, Directive, type DirectiveResult, directive } from 'lit/directive.js';
import { insertPart, removePart, setChildPartValue } from 'lit/directive-helpers.js';

type Items = readonly unknown[];
type KeyOf = (item: never) => string;
type Draw = (item: never) => unknown;

class Rows extends Directive {
  #parts = new Map<string, ChildPart>();

  render(items: Items, _keyOf: KeyOf, draw: Draw): unknown {
    return items.map((item) => draw(item as never));
  }

  override update(list: ChildPart, [items, keyOf, draw]: [Items, KeyOf, Draw]): unknown {
    const before = this.#parts;
    const keys = items.map((item) => keyOf(item as never));
    for (const [key, part] of before) if (!keys.includes(key)) removePart(part);
    this.#parts = new Map();
    // From the last to the first: each is put before the one that follows it, and stays where it is there already.
    let next: ChildPart | undefined;
    for (let at = items.length; at--; ) {
      const key = keys[at] as string;
      next = insertPart(list, next, before.get(key));
      setChildPartValue(next, draw(items[at] as never));
      this.#parts.set(key, next);
    }
    return noChange;
  }
}

/** Draws each item once and moves what it drew with it, so that focus, text and running presses stay with their item. */
export const rows = directive(Rows) as <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  draw: (item: T) => unknown,
) => DirectiveResult;
