/** Everybody who has an account at Northfield. */
import { alumni } from './alumni.mjs';

const studentRecords = [
  ['mira', 'Mira Okafor', 'Environmental science, third year'],
  ['jonas', 'Jonas Weber', 'Computer science, second year'],
  ['priya', 'Priya Raman', 'Economics, fourth year'],
  ['diego', 'Diego Santos', 'Architecture, third year'],
  ['leila', 'Leila Farouk', 'Law, second year'],
  ['kofi', 'Kofi Mensah', 'Mechanical engineering, third year'],
  ['hana', 'Hana Kobayashi', 'Comparative literature, third year'],
  ['sofie', 'Sofie Madsen', 'Biology, first year'],
  ['aarav', 'Aarav Mehta', 'Statistics, second year'],
  ['noor', 'Noor Rahman', 'Political science, fourth year'],
  ['emma', 'Emma Fitzgerald', 'History, second year'],
  ['tomas', 'Tomáš Novák', 'Physics, third year'],
];

/** `{ id, name, email, role, headline }`. */
export const students = studentRecords.map(([id, name, headline]) => ({
  id,
  name,
  headline,
  role: 'student',
  email: `${id}@northfield.example`,
}));

/** The alumni office. */
const admin = {
  id: 'office',
  name: 'Robin Ellery',
  headline: 'Alumni office',
  role: 'admin',
  email: 'office@northfield.example',
};

const everybody = new Map([...students, ...alumni, admin].map((person) => [person.id, person]));

/** The person with this id, or undefined. */
export function findPerson(id) {
  return everybody.get(id);
}

/** Whom the sign-in dialog offers: a demo has no passwords, so it has a list. */
export const signInChoices = [
  'mira',
  'jonas',
  'priya',
  'diego',
  'ada',
  'tunde',
  'lena',
  'rosalind',
  'office',
].map(findPerson);
