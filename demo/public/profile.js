/** The profile dialog: About and Mentorship of one of the alumni. The page's address says whose profile and which tab. */
import { fillAvatar } from './avatar.js';
import { connectSlots, profileAddress } from './slot-elements.js';
import { createTabs } from './tabs.js';

/** Shows in the dialog what the address asks for, now and whenever it changes. */
export function startProfile(alumni) {
  const dialog = document.querySelector('dialog.profile');
  const find = (selector) => dialog.querySelector(selector);
  const select = createTabs(dialog, (tabId) => {
    if (dialog.open) rewriteAddress({ tab: tabId === 'tab-mentorship' ? 'mentorship' : null });
  });

  function follow() {
    const address = new URL(location.href);
    const person = alumni.find(({ id }) => id === address.searchParams.get('alumni'));
    if (!person) return dialog.close();
    if (dialog.dataset.alumni !== person.id) fill(person);
    select(address.searchParams.get('tab') === 'mentorship' ? 'tab-mentorship' : 'tab-about');
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  function fill(person) {
    dialog.dataset.alumni = person.id;
    fillAvatar(find('.avatar'), person);
    find('#profile-name').textContent = person.name;
    find('.headline').textContent = person.headline;
    find('.facts').textContent = `${person.city} · class of ${person.year}`;
    find('.about').textContent = person.about;
    find('dd.field').textContent = person.field;
    find('dd.place').textContent = `${person.city}, where it is ${timeIn(person.timeZone)} now`;
    find('dd.languages').textContent = new Intl.ListFormat('en').format(person.languages);
    find('[data-action=see-times]').textContent = `See ${person.name.split(' ')[0]}’s times`;
    const slots = document.querySelector('#profile-slots').content.cloneNode(true);
    slots.querySelector('alumni-slots').setAttribute('alumni-id', person.id);
    connectSlots(slots);
    find('#panel-mentorship').replaceChildren(slots);
  }

  find('[data-action=see-times]').addEventListener('click', () => {
    select('tab-mentorship');
    find('#tab-mentorship').focus();
  });
  find('[data-action=close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  // Esc, the button and a click outside all close it; the elements inside have dialogs of their own.
  dialog.addEventListener('close', (event) => {
    if (event.target !== dialog) return;
    delete dialog.dataset.alumni;
    find('#panel-mentorship').replaceChildren();
    if (!new URL(location.href).searchParams.has('alumni')) return;
    if (history.state?.openedHere) history.back();
    else rewriteAddress({ alumni: null, tab: null });
  });
  window.addEventListener('popstate', follow);
  follow();

  /** Opens a profile as a step that the browser's Back button undoes. */
  function open(href) {
    history.pushState({ openedHere: true }, '', href);
    follow();
  }
  // An element asks for somebody's profile, or for one of their sessions.
  document.body.addEventListener('alumni-selected', (event) => {
    event.preventDefault();
    open(profileAddress(event, location.href));
  });
  return open;
}

/** Changes parameters of the address in place; `null` takes one out. */
export function rewriteAddress(parameters) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(parameters)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(history.state, '', address);
}

function timeIn(timeZone) {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(),
  );
}
