import { noChange, render } from 'lit';
import { type ChildPart, Directive, type DirectiveResult, directive } from 'lit/directive.js';

type Items = readonly unknown[];
type KeyOf = (item: never) => string;
type Draw = (item: never) => unknown;

class Rows extends Directive {
  /** Of each row what begins it and what ends it; lit-html draws between the two. */
  #rows = new Map<string, [start: Node, end: Comment]>();

  render(_items: Items, _keyOf: KeyOf, _draw: Draw): unknown {
    return noChange;
  }

  override update(list: ChildPart, [items, keyOf, draw]: [Items, KeyOf, Draw]): unknown {
    const before = this.#rows;
    const keys = items.map((item) => keyOf(item as never));
    for (const [key, row] of before) if (!keys.includes(key)) rangeOf(...row).deleteContents();
    this.#rows = new Map();
    const parent = list.startNode?.parentNode as HTMLElement;
    // From the last to the first: each is put before the one that follows it, and stays where it is there already.
    let next: Node | null = list.endNode;
    for (let at = items.length; at--; ) {
      const key = keys[at] as string;
      const end = before.get(key)?.[1] ?? parent.insertBefore(document.createComment(''), next);
      const { startNode } = render(draw(items[at] as never), parent, { renderBefore: end });
      const start = startNode as Node;
      if (end.nextSibling !== next) parent.insertBefore(rangeOf(start, end).extractContents(), next);
      next = start;
      this.#rows.set(key, [start, end]);
    }
    return noChange;
  }
}

function rangeOf(start: Node, end: Node): Range {
  const range = new Range();
  range.setStartBefore(start);
  range.setEndAfter(end);
  return range;
}

/** Draws each item once and moves what it drew with it, so that focus, text and running presses stay with their item. */
export const rows = directive(Rows) as <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  draw: (item: T) => unknown,
) => DirectiveResult;
