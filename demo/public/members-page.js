/** A page for one role: shows the template for whoever is signed in. */
import { onPerson } from './account.js';
import { connectSlots } from './slot-elements.js';

/** Follows sign-in and sign-out. `open`: what becomes of what is shown then. */
export function startMembersPage(open = connectSlots) {
  const stage = document.createElement('div');
  document.querySelector('main .title').after(stage);
  onPerson((person) => {
    const template = document.querySelector(`template[data-for=${person?.role ?? 'visitor'}]`);
    stage.replaceChildren(template.content.cloneNode(true));
    open(stage, person);
  });
}
