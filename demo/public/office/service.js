/** Asks the slot service on behalf of whoever is signed in, as any page of a portal can. */
import { fetchToken } from '../account.js';

/** What the service refused: its sentence, its `code` and its other facts. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? 'The slot service does not answer just now.');
    this.code = problem.code ?? null;
    this.problem = problem;
  }
}

/** The answer, or null where there is none. Throws `Refused`. */
export async function askService(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: {
      authorization: `Bearer ${await fetchToken()}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return null;
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer);
  return answer;
}

/** Does something that may be refused, and says so in the panel. */
export async function saying(panel, work) {
  const problem = panel.querySelector('.problem');
  problem.textContent = '';
  try {
    return await work();
  } catch (error) {
    problem.textContent = error.message;
    return undefined;
  }
}
