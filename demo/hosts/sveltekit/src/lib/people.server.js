/** Stands in for your portal's own people and sign-in; here nobody asks for a password. */
const people = [
  { id: 'ada', name: 'Ada Lindqvist', email: 'ada@example.edu', role: 'alumni' },
  { id: 'mira', name: 'Mira Okafor', email: 'mira@example.edu', role: 'student' },
];

export const findPerson = (id) => people.find((person) => person.id === id);
