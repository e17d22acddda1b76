import { env } from '$env/dynamic/private';
import { findPerson } from '$lib/people.server.js';

export function load({ url, cookies }) {
  return {
    slots: env.SLOTS_URL ?? 'https://slots.example.edu',
    alumnus: findPerson(url.searchParams.get('alumnus') ?? 'ada'),
    person: findPerson(cookies.get('person')) ?? null,
  };
}
