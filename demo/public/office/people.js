/** Who there is: the audit has ids, the portal knows whose they are. */

/** `{ students, alumni, nameOf(id) }`, in the order of their names. */
export async function readPeople() {
  const response = await fetch('/portal/office/people');
  if (!response.ok) throw new Error('The portal does not say who there is.');
  const { students, alumni, office } = await response.json();
  const names = new Map([...students, ...alumni, ...office].map(({ id, name }) => [id, name]));
  const byName = (a, b) => a.name.localeCompare(b.name, 'en');
  return {
    students: students.sort(byName),
    alumni: alumni.sort(byName),
    nameOf: (id) => names.get(id) ?? (id.startsWith('erased-') ? 'Somebody who was erased' : id),
  };
}

/** Fills a select with `[value, text]` pairs, and keeps what was chosen where it can. */
export function fillSelect(select, options) {
  const { value } = select;
  select.replaceChildren(...options.map(([key, text]) => new Option(text, key)));
  if (options.some(([key]) => key === value)) select.value = value;
}

/** The people as options. */
export function optionsOf(people) {
  return people.map(({ id, name }) => [id, name]);
}
