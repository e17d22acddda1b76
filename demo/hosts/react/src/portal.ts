/** What the portal tells this page. */
export interface Portal {
  person: { id: string; name: string; role: 'student' | 'alumni' | 'admin' } | null;
  alumni: Alumnus[];
}

export interface Alumnus {
  id: string;
  name: string;
  headline: string;
}

export async function signIn(personId: string): Promise<void> {
  await fetch('/portal/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  });
  location.reload();
}
