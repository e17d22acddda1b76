/**
 * Is this an address without a name and password in it? These would be shown to everybody who gets the address, and may pass for
 * its host.
 */
export function isWithoutLogin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && url.username === '' && url.password === '';
}
