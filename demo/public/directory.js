/** The directory: a card for each of the alumni, found by words and field. */
import { fillAvatar } from './avatar.js';
import { rewriteAddress, startProfile } from './profile.js';
import { connectSlots } from './slot-elements.js';

/** Fetches the alumni, shows their cards and makes search and profiles work. */
export async function startDirectory() {
  const { alumni } = await (await fetch('/portal/alumni')).json();
  alumni.sort((a, b) => a.name.localeCompare(b.name, 'en'));

  const list = document.querySelector('.cards');
  const cards = alumni.map((person) => ({ person, card: createCard(person), words: searchable(person) }));
  list.append(...cards.map(({ card }) => card));
  connectSlots(list);

  const form = document.querySelector('form.search');
  fillFields(form.elements.field, alumni);
  startSearch(form, cards);

  const open = startProfile(alumni);
  list.addEventListener('click', (event) => {
    const card = event.target.closest('.card');
    if (!card || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set('alumni', card.dataset.alumni);
    if (event.target.closest('.next')) address.searchParams.set('tab', 'mentorship');
    card.querySelector('a').focus();
    open(address);
  });
}

function createCard(person) {
  const card = document.querySelector('#card').content.firstElementChild.cloneNode(true);
  card.dataset.alumni = person.id;
  fillAvatar(card.querySelector('.avatar'), person);
  const link = card.querySelector('a');
  link.textContent = person.name;
  link.href = `/?alumni=${encodeURIComponent(person.id)}`;
  card.querySelector('.headline').textContent = person.headline;
  card.querySelector('.facts').textContent = `${person.city} · class of ${person.year}`;
  card.querySelector('alumni-slots').setAttribute('alumni-id', person.id);
  return card;
}

function fillFields(select, alumni) {
  const fields = [...new Set(alumni.map(({ field }) => field))].sort();
  for (const field of fields) select.append(new Option(field, field));
}

function startSearch(form, cards) {
  const { q, field } = form.elements;
  const parameters = new URL(location.href).searchParams;
  q.value = parameters.get('q') ?? '';
  field.value = parameters.get('field') ?? '';
  if (field.selectedIndex < 0) field.value = '';

  function search() {
    const wanted = plain(q.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { person, card, words } of cards) {
      const isFound =
        wanted.every((word) => words.includes(word)) && (!field.value || person.field === field.value);
      card.hidden = !isFound;
      if (isFound) found += 1;
    }
    const all = found === cards.length;
    document.querySelector('.count').textContent = all
      ? `${found} alumni`
      : `${found} of ${cards.length} alumni`;
    const nobody = document.querySelector('.nobody');
    nobody.hidden = found > 0;
    nobody.querySelector('p').textContent = q.value.trim()
      ? `Nobody ${field.value ? `in ${field.value} ` : ''}matches “${q.value.trim()}”. A city, a language or a shorter word may help.`
      : '';
  }

  form.addEventListener('input', () => {
    search();
    rewriteAddress({ q: q.value.trim(), field: field.value });
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  document.querySelector('[data-action=clear-search]').addEventListener('click', () => {
    form.reset();
    search();
    rewriteAddress({ q: null, field: null });
    q.focus();
  });
  search();
}

function searchable({ name, headline, city, field, languages, year }) {
  return plain([name, headline, city, field, ...languages, year].join(' '));
}

/** Lower case without accents, so that “Sao Paulo” finds São Paulo. */
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
}
