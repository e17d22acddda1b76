/**
 * Reads the bytes of a calendar as text, with its long lines whole. Lines are folded by bytes (RFC 5545 §3.1), so a fold may
 * stand in the middle of a character: it goes before the characters are read. UTF-8 unless `contentType` names another
 * charset; a byte order mark goes.
 */
export function readCalendarBytes(bytes: Buffer, contentType = ''): string {
  const charset = /;\s*charset="?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  const decoder = decoderOf(charset);
  const isOfBytes = !decoder.encoding.startsWith('utf-16');
  return decoder.decode(isOfBytes ? withoutFolds(bytes) : bytes);
}

/** Each byte as one character, and back. */
function withoutFolds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(fold, ''), 'latin1');
}

/** The end of a line that goes on in the next one. */
export const fold = /\r?\n[ \t]/g;

/** UTF-8 for a charset that nobody knows. */
function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
