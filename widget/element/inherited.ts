/** The nearest value of an inherited attribute (`lang`, `dir`), out of shadow roots too. */
export function closestAttribute(start: Element, name: string): string | null {
  let node: Element | null = start;
  while (node) {
    const holder: Element | null = node.closest(`[${name}]`);
    if (holder) return holder.getAttribute(name);
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}
