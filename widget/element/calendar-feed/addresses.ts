/** Where each calendar takes the address of a feed. None of these forms is documented by whose they are; all are in wide use. */
export function subscribeAddresses(url: string, name: string): Record<string, string> {
  const webcal = url.replace(/^https?:/, 'webcal:');
  const outlook = new URLSearchParams({ url, name });
  return {
    // It takes an address with `https:` for the id of a calendar of its own.
    Google: `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(webcal)}`,
    'Outlook.com': `https://outlook.live.com/calendar/0/addfromweb?${outlook}`,
    'Office 365': `https://outlook.office.com/calendar/0/addfromweb?${outlook}`,
    Apple: webcal,
  };
}
