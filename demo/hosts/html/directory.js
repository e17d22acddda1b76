/** The directory page: cards, one opened profile, and the calendar for an alumnus. */
import { describe, getToken } from './slot-elements.js';

const find = (selector, root = document) => root.querySelector(selector);
const copy = (id) => find(`#${id}`).content.cloneNode(true);

const { person, alumni } = await (await fetch('/portal/directory')).json();

/** Sets up an element. It keeps these attributes and properties, whether its script has come or not. */
function addElement(element, alumniId) {
  if (alumniId) element.setAttribute('alumni-id', alumniId);
  element.setAttribute('theme', find('.theme').value);
  element.setAttribute('lang', find('.language').value);
  element.getToken = getToken;
}

function showCard(alumnus) {
  const card = copy('card');
  find('h2', card).textContent = alumnus.name;
  find('p', card).textContent = alumnus.headline;
  addElement(find('alumni-slots', card), alumnus.id);
  find('.open', card).addEventListener('click', () => showProfile(alumnus));
  find('.cards').append(card);
}

function showProfile(alumnus) {
  const profile = copy('profile');
  const notice = find('.notice', profile);
  const slots = find('alumni-slots', profile);
  find('h2', profile).textContent = alumnus.name;
  addElement(slots, alumnus.id);
  slots.addEventListener('slot-booked', ({ booking }) => {
    notice.textContent = `Booked: ${describe(booking, slots.lang)}`;
  });
  slots.addEventListener('booking-cancelled', ({ booking }) => {
    notice.textContent = `Cancelled: ${describe(booking, slots.lang)}`;
  });
  slots.addEventListener('sign-in-required', (event) => {
    event.preventDefault();
    notice.textContent = 'Please sign in first.';
  });
  find('.close', profile).addEventListener('click', () => find('.opened').replaceChildren());
  find('.opened').replaceChildren(profile);
}

function showAccount() {
  const account = find('.account');
  if (person) {
    account.textContent = `Signed in as ${person.name}`;
    return;
  }
  for (const [personId, label] of [
    ['mira', 'Sign in as a student'],
    ['ada', 'Sign in as an alumna'],
  ]) {
    const button = document.createElement('button');
    button.textContent = label;
    button.addEventListener('click', async () => {
      await fetch('/portal/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ personId }),
      });
      location.reload();
    });
    account.append(button);
  }
}

function showCalendar() {
  const calendar = copy('calendar');
  addElement(find('mentor-calendar', calendar));
  document.body.append(calendar);
}

function setOnAll(name, value) {
  for (const element of document.querySelectorAll('alumni-slots, mentor-calendar')) {
    element.setAttribute(name, value);
  }
}

showAccount();
alumni.forEach(showCard);
if (person?.role === 'alumni') showCalendar();
find('.theme').addEventListener('change', ({ target }) => setOnAll('theme', target.value));
find('.language').addEventListener('change', ({ target }) => setOnAll('lang', target.value));
// Moves the cards and makes none anew: an element keeps what it shows.
find('.order').addEventListener('click', () =>
  find('.cards').append(...[...find('.cards').children].reverse()),
);
