/** The switches are kept in the address, so that a page can be sent to somebody. */
const form = document.querySelector('form');
const frame = document.querySelector('iframe');
const links = [...document.querySelectorAll('nav a')];
const asked = new URLSearchParams(location.search);
for (const field of form.elements) field.value = asked.get(field.name) ?? field.value;
let chosen = links.find((link) => link.pathname.endsWith(`/${asked.get('state')}`)) ?? links[0];

function show() {
  const look = new URLSearchParams(new FormData(form));
  for (const link of links) {
    link.search = look.toString();
    if (link === chosen) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  frame.src = chosen.href;
  look.set('state', chosen.pathname.split('/').pop());
  history.replaceState(null, '', `?${look}`);
}

form.addEventListener('change', show);
document.querySelector('nav').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  chosen = link;
  show();
});
show();
