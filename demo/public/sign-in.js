/** The portal's sign-in dialog. A demo has no passwords: visitors choose who they are. */
import { fillAvatar } from './avatar.js';

const groups = { student: 'Students', alumni: 'Alumni', admin: 'Alumni office' };
const dialog = document.querySelector('dialog.sign-in');

/** Fills the dialog with `choices`; `signIn(personId)` is called with the one that is chosen. */
export function startSignIn(choices, signIn) {
  for (const [role, title] of Object.entries(groups)) {
    const group = clone('sign-in-group');
    group.querySelector('h3').textContent = title;
    const people = choices.filter((person) => person.role === role);
    group.querySelector('ul').append(...people.map((person) => choice(person, signIn)));
    dialog.querySelector('.choices').append(group);
  }
  dialog.querySelector('[data-action=close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}

/** Opens the dialog over whatever is open; `reason` is a sentence about why. */
export function openSignIn(reason = 'This is a demonstration: choose whom you would like to be.') {
  if (dialog.open) return;
  dialog.querySelector('.reason').textContent = reason;
  dialog.querySelector('.problem').textContent = '';
  dialog.showModal();
}

function choice(person, signIn) {
  const item = clone('sign-in-choice');
  const button = item.querySelector('button');
  fillAvatar(item.querySelector('.avatar'), person);
  item.querySelector('b').textContent = person.name;
  item.querySelector('small').textContent = person.headline;
  button.dataset.person = person.id;
  button.addEventListener('click', async () => {
    try {
      await signIn(person.id);
      dialog.close();
    } catch (error) {
      dialog.querySelector('.problem').textContent = `That did not work: ${error.message}`;
    }
  });
  return item;
}

function clone(id) {
  return document.querySelector(`#${id}`).content.firstElementChild.cloneNode(true);
}
