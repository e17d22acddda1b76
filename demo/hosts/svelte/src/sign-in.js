export async function signIn(personId) {
  await fetch('/portal/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  });
  location.reload();
}
