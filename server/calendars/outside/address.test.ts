import { expect, test } from 'vitest';
import { Problem } from '../../problem.ts';
import { readOutsideAddress } from './address.ts';

const privateHosts = ['127.0.0.1:8090', '[::1]:8090', 'calendar.internal:80', '10.0.0.8:443'];

test.each([
  ['https://calendar.google.com/calendar/ical/a%40b/private-hidden/basic.ics', null],
  ['webcal://p01-caldav.icloud.com/published/2/hidden', 'https://p01-caldav.icloud.com/published/2/hidden'],
  ['WEBCALS://Example.edu/ada.ics?token=hidden', 'https://example.edu/ada.ics?token=hidden'],
  [' https://example.edu:8443/ada.ics\n', 'https://example.edu:8443/ada.ics'],
  ['https://bücher.example/ada.ics', 'https://xn--bcher-kva.example/ada.ics'],
  ['https://10.0.0.8/ada.ics', null],
  // What it resolves to is looked at when it is read.
  ['https://0x7f000001/', 'https://127.0.0.1/'],
  ['http://127.0.0.1:8090/ada.ics', null],
  ['http://[::1]:8090/ada.ics', null],
  [`https://example.edu/${'a'.repeat(1980)}`, null],
])('%s is read', (text, url) => {
  expect(readOutsideAddress(text, privateHosts)).toBe(url ?? text);
});

test.each([
  ['', 'whole address'],
  ['hidden', 'whole address'],
  ['calendar.example.edu/hidden.ics', 'whole address'],
  ['https:hidden', 'whole address'],
  ['https://', 'whole address'],
  ['https:///', 'whole address'],
  ['https://a b/hidden', 'whole address'],
  ['https://example.edu/hid\nden', 'whole address'],
  ['https:\\\\example.edu\\hidden', 'whole address'],
  ['https://example.edu:99999/hidden', 'whole address'],
  ['file:///etc/hidden', 'https: or webcal:'],
  ['ftp://example.edu/hidden', 'https: or webcal:'],
  ['gopher://example.edu/hidden', 'https: or webcal:'],
  ['data:text/calendar,hidden', 'whole address'],
  ['javascript://example.edu/hidden', 'https: or webcal:'],
  ['http://example.edu/hidden', 'https: or webcal:'],
  // Loopback alone, and by its port.
  ['http://calendar.internal/hidden', 'https: or webcal:'],
  ['http://127.0.0.1:8091/hidden', 'https: or webcal:'],
  ['http://localhost:8090/hidden', 'https: or webcal:'],
  ['https://hidden@example.edu/', 'name and password'],
  ['https://ada:hidden@example.edu/', 'name and password'],
  ['webcal://:hidden@example.edu/', 'name and password'],
  ['https://example.edu/#hidden', 'no #'],
  ['https://example.edu/hidden#', 'no #'],
  [`https://example.edu/${'hidden'.repeat(400)}`, '2,000 characters'],
  // Each of these takes six when it is encoded.
  [`https://example.edu/hidden${'ü'.repeat(500)}`, '2,000 characters'],
])('%s is refused, in a sentence without it', (text, sentence) => {
  const read = () => readOutsideAddress(text, privateHosts);
  expect(read).toThrow(Problem);
  expect(read).toThrow(sentence);
  expect(read).toThrow(/^`url` [^\n]+\.$/);
  expect(read).not.toThrow(/hidden/);
  expect(read).toThrow(expect.objectContaining({ code: 'invalid_request', facts: { field: 'url' } }));
});
