/** The mails that the demo's mail server has taken: a list, and the chosen one as its reader sees it. */
import { onPerson } from './account.js';

const list = () => document.querySelector('#mails');
const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' });
let shown = '';
let chosen = null;

export function startOutbox() {
  onPerson(() => {
    chosen = null;
    read();
  });
  setInterval(read, 2_000);
}

async function read() {
  const answer = await fetch('/portal/outbox').catch(() => null);
  if (!answer?.ok) return;
  const { mails } = await answer.json();
  const now = mails.map(({ id }) => id).join();
  if (now === shown && chosen) return;
  shown = now;
  list().replaceChildren(...mails.map(line));
  document.querySelector('#no-mail').hidden = mails.length > 0;
  choose(mails.find(({ id }) => id === chosen?.id) ?? mails[0]);
}

function line(mail) {
  const item = document.querySelector('#mail-line').content.cloneNode(true);
  const button = item.querySelector('button');
  button.dataset.id = mail.id;
  button.querySelector('b').textContent = mail.subject;
  button.querySelector('small').textContent = `${time.format(new Date(mail.at))} · ${mail.to.join(', ')}`;
  button.addEventListener('click', () => choose(mail));
  return item;
}

function choose(mail) {
  const frame = document.querySelector('#mail');
  frame.hidden = !mail;
  document.querySelector('#invitation').hidden = !mail?.invitation;
  if (mail && mail.id !== chosen?.id) frame.src = `/portal/outbox/${mail.id}`;
  if (mail?.invitation) document.querySelector('#invitation a').href = `/portal/outbox/${mail.id}/invitation`;
  chosen = mail ?? null;
  for (const button of list().querySelectorAll('button')) {
    if (button.dataset.id === mail?.id) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }
}
