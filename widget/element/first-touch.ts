/** Calls `about` once, when somebody points at the element, touches it or moves the focus into it. */
export function onFirstTouch(element: HTMLElement, about: () => void): void {
  const signs = ['pointerover', 'pointerdown', 'focusin'];
  const touched = () => {
    for (const sign of signs) element.removeEventListener(sign, touched);
    about();
  };
  for (const sign of signs) element.addEventListener(sign, touched, { passive: true });
}
