/**
 * On whose behalf something is done: mostly one's own. The programme office (an admin) books, publishes and reads for others,
 * whom a token must have introduced.
 */
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../audit/record.ts';
import type { Caller, Role } from '../caller.ts';
import type { Queries } from '../db/database.ts';
import { requireRole } from '../http/identity.ts';
import { Problem } from '../problem.ts';
import { introducedPerson } from './queries.ts';

/** Who does something, and for whom: `personId` is their own id, or that of whom the office does it for. */
export interface Acting {
  by: Caller;
  personId: string;
}

/**
 * The caller in this role, who acts for themselves, or for the person named if they are an admin. One's own id is the same as
 * none. Whoever is no admin does not learn whether there is such a person: 403 `wrong_role` either way.
 */
export function requireActing(
  request: FastifyRequest,
  role: Extract<Role, 'alumni' | 'student'>,
  personId: string | undefined,
): Acting {
  const isOwn = personId === undefined || personId === request.caller?.id;
  const by = requireRole(request, isOwn ? role : 'admin');
  return { by, personId: personId ?? by.id };
}

/** Does the programme office do this, for this person? */
export function isOffice(by: Pick<Actor, 'id' | 'roles'>, personId: string): boolean {
  return by.roles.has('admin') && by.id !== personId;
}

/** Throws 404 `person_not_found` where the office acts for somebody whom no token has introduced. */
export async function checkIntroduced(queries: Queries, { by, personId }: Acting): Promise<void> {
  if (by.id !== personId) await loadIntroduced(queries, personId);
}

/** Somebody whom a token has introduced; 404 `person_not_found` where none has. */
export async function loadIntroduced(
  queries: Queries,
  personId: string,
): Promise<{ id: string; name: string }> {
  const person = await introducedPerson(queries, personId);
  if (person !== undefined) return person;
  throw new Problem(
    'person_not_found',
    'No token has introduced this person yet: they must have opened the portal once.',
  );
}
