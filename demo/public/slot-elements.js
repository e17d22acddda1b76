/**
 * Does all that the portal's pages need for the elements: gives each a `getToken` while somebody is signed in, and opens
 * the portal's own sign-in when an element asks for it, and profiles.
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
  // A page with profiles of its own has shown it already.
  document.addEventListener('alumni-selected', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    location.assign(profileAddress(event, '/'));
  });
}

/** Where a `page` shows a profile; where a session was chosen, with its times. */
export function profileAddress({ alumniId, slotId }, page) {
  const address = new URL(page, location.href);
  address.searchParams.set('alumni', alumniId);
  if (slotId) address.searchParams.set('tab', 'mentorship');
  else address.searchParams.delete('tab');
  return address;
}

/** Signs in the elements in `root`; call it for elements that a page adds. */
export function connectSlots(root) {
  for (const element of root.querySelectorAll(tags)) {
    element.getToken = getToken;
  }
}
