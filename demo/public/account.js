/** Who is signed in to the portal, as this page knows it, and the masthead that shows it. */
import { fillAvatar } from './avatar.js';
import { openSignIn, startSignIn } from './sign-in.js';

let person = null;
const listeners = new Set();

/** Asks the portal who is signed in, and makes the masthead and the sign-in dialog work. */
export async function startAccount() {
  const { person: current, choices } = await callPortal('GET', 'me');
  startSignIn(choices, async (personId) => {
    const answer = await callPortal('POST', 'sign-in', { personId });
    settle(answer.person);
    announce(`Signed in as ${person.name}.`);
  });
  document.addEventListener('click', ({ target }) => {
    const action = target.closest('[data-action]')?.dataset.action;
    if (action === 'sign-in') openSignIn();
    if (action === 'switch-person') openSignIn(`You are signed in as ${person.name}.`);
    if (action === 'sign-out') signOut();
  });
  settle(current);
}

/** Calls `listener(person)` now and at every change; `null` is a visitor. */
export function onPerson(listener) {
  listeners.add(listener);
  listener(person);
}

/** A fresh token for the slot service from the portal's own token endpoint; null when nobody is signed in any more. */
export async function fetchToken() {
  const response = await fetch('/portal/token', { method: 'POST' });
  if (response.status === 401) {
    settle(null);
    return null;
  }
  if (!response.ok) throw new Error(`The portal gave no token (${response.status}).`);
  return (await response.json()).token;
}

async function signOut() {
  await callPortal('POST', 'sign-out');
  settle(null);
  announce('Signed out.');
}

function settle(next) {
  person = next;
  document.body.dataset.role = person?.role ?? 'visitor';
  showPerson();
  for (const listener of listeners) listener(person);
}

function showPerson() {
  const button = document.querySelector('.account .person');
  button.replaceChildren();
  if (!person) return;
  const avatar = document.createElement('span');
  avatar.className = 'avatar';
  fillAvatar(avatar, person);
  const name = document.createElement('span');
  name.className = 'name';
  name.textContent = person.name;
  const action = document.createElement('span');
  action.className = 'unseen';
  action.textContent = ': sign in as somebody else';
  button.append(avatar, name, action);
}

function announce(sentence) {
  document.querySelector('#announcement').textContent = sentence;
  setTimeout(keepFocus);
}

/** Moves the focus to the button that replaces the one that signing in or out has hidden. */
function keepFocus() {
  const isShown = (element) => element.offsetParent !== null;
  if (isShown(document.activeElement) || document.querySelector('dialog[open]')) return;
  [...document.querySelectorAll('.account button')].find(isShown)?.focus();
}

async function callPortal(method, path, body) {
  const response = await fetch(`/portal/${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error((await response.json()).message);
  return response.json();
}
