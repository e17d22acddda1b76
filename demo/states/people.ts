import { SignJWT } from 'jose';
import { now, type State, type Who } from './state.ts';

export const secret = 'a secret of the pages of states, not of any service';

const roles: Record<Who, string> = {
  mentor: 'alumni',
  colleague: 'alumni',
  student: 'student',
  other: 'student',
  office: 'admin',
};
const names: Record<Who, string> = {
  mentor: 'Ada Lindqvist',
  colleague: 'Grace Okoye',
  student: 'Mira Haddad',
  other: 'Priya Raman',
  office: 'Noor Vermeer',
};

/** A JWT that is good around the fixed time. */
function token(id: string, role: string, name: string, more: object): Promise<string> {
  const issued = Math.floor(Date.parse(now) / 1000) - 400 * 86_400;
  return new SignJWT({ name, role, ...more })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setIssuedAt(issued)
    .setExpirationTime(issued + 430 * 86_400)
    .sign(new TextEncoder().encode(secret));
}

/** The people of one visit to a state: one of the three, or a further student by this name. */
export interface People {
  id(who: string): string;
  token(who: string): Promise<string>;
  /** Is this person one of them? */
  has(id: string): boolean;
}

export function peopleOf(
  { names: own = {}, isEarly }: Pick<State, 'names' | 'isEarly'>,
  visitId: string,
): People {
  const id = (who: string) => `${who.toLowerCase().replace(/\W+/g, '-')}-${visitId}`;
  return {
    id,
    has: (person) => person.endsWith(`-${visitId}`),
    token: (who) =>
      token(
        id(who),
        roles[who as Who] ?? 'student',
        own[who as Who] ?? names[who as Who] ?? who,
        who === 'student' && isEarly ? { cohort: 'final-year' } : {},
      ),
  };
}
