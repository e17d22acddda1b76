/** Asks the slot service on behalf of whoever is signed in, as any page of a portal can. */
import { fetchToken } from '../account.js';

/** What the service refused: its sentence and its `code`. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? 'The slot service does not answer just now.');
    this.code = problem.code ?? null;
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

/** All of a list that comes in pages: what stands in `field` of each. */
export async function askAll(path, query, field) {
  const all = [];
  for (let cursor = null; ; ) {
    const page = await askService(
      'GET',
      `${path}?${new URLSearchParams({ ...query, ...(cursor && { cursor }) })}`,
    );
    all.push(...page[field]);
    cursor = page.nextCursor;
    if (!cursor) return all;
  }
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
