/** Everybody's sessions: the element finds and books them; a mentor's name opens their profile. */
import { startProfile } from './profile.js';

/** Makes names open profiles, each a step that the browser's Back button undoes. */
export async function startSessions() {
  const { alumni } = await (await fetch('/portal/alumni')).json();
  const open = startProfile(alumni);
  document.querySelector('alumni-slots[all]').addEventListener('alumni-selected', (event) => {
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set('alumni', event.alumniId);
    open(address);
  });
}
