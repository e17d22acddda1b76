/** What is a mail address, and which hosts are this machine itself. */

/** Longest address that a mail server must take (RFC 5321, 4.5.3.1: a path of 256 with its angle brackets). */
const longestAddress = 254;

/**
 * Can a mail be sent to it? One name, one `@`, one domain: nothing that could make two of it, a header or a command.
 * Quoted names and addresses of numbers, which nobody has, are none.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= longestAddress && /^[^\s\p{C}@<>()[\],;:\\"]+@[^\s\p{C}@<>()[\],;:\\"]+$/u.test(text);
}

/** Is it this machine, as `URL.hostname` tells a host? */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
