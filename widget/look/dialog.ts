/** The dialog of the same element that a click means. Native ones give the focus back to where it was. */
export function dialogOf(event: Event, selector: string): HTMLDialogElement | null {
  const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
  return root.querySelector<HTMLDialogElement>(`dialog${selector}`);
}
