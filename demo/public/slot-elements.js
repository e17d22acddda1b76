/**
 * Does all that the portal's pages need for the elements: gives each a `getToken` while somebody is signed in, and opens
 * the portal's own sign-in when an element asks for it.
 */
import { fetchToken, onPerson } from './account.js';
import { openSignIn } from './sign-in.js';

const tags = 'alumni-slots, mentor-calendar';
let getToken = null;

/** Keeps every element on the page, now and later, signed in as the portal's person. */
export function startSlotElements() {
  onPerson((person) => {
    getToken = person ? () => fetchToken() : null;
    connectSlots(document);
  });
  document.addEventListener('sign-in-required', (event) => {
    event.preventDefault();
    openSignIn(
      event.reason === 'expired'
        ? 'Your sign-in has ended. Sign in again to go on where you were.'
        : 'Sign in as a student, and the seat is one more click away.',
    );
  });
}

/** Signs in the elements in `root`; call it for elements that a page adds. */
export function connectSlots(root) {
  for (const element of root.querySelectorAll(tags)) {
    element.getToken = getToken;
  }
}
