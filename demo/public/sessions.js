/** Everybody's sessions: the element finds and books them; a mentor's name opens their profile. */
import { startProfile } from './profile.js';

/** Makes names open profiles, each a step that the browser's Back button undoes. */
export async function startSessions() {
  const { alumni } = await (await fetch('/portal/alumni')).json();
  startProfile(alumni);
}
