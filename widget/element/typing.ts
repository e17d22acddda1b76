/**
 * Keeps the characters that somebody types into a field of ours from the page: outside of the shadow root they seem to come from
 * the element, which is no field, and a page with one-letter shortcuts would take them for its own. Keys with a modifier, and
 * those that are no character (Escape, Tab, Enter), go on.
 */
export function keepTyping(root: HTMLElement | DocumentFragment): void {
  for (const type of ['keydown', 'keypress', 'keyup'])
    root.addEventListener(type, keep as (event: Event) => void);
}

function keep(event: KeyboardEvent): void {
  const { key, ctrlKey, altKey, metaKey, target } = event;
  // AltGr is how many keyboards write @ and €.
  const isModified = (ctrlKey || altKey || metaKey) && !event.getModifierState('AltGraph');
  const isText = [...key].length === 1 || key === 'Dead' || key === 'Process';
  if (isText && !isModified && (target as Element).matches('input,textarea,select')) event.stopPropagation();
}
