/** Which kinds of sound and film are taken, judged by what is in the file and by nothing that is said of it. */
import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '../../problem.ts';

/** How many bytes from the beginning tell it. */
export const headBytes = 4100;

/** Kinds that players of browsers know and that no browser runs as a page: as found → as served, and how such files end. */
const kinds: Readonly<Record<string, { type: string; extension: string }>> = {
  'video/mp4': { type: 'video/mp4', extension: 'mp4' },
  'video/x-m4v': { type: 'video/mp4', extension: 'm4v' },
  'video/quicktime': { type: 'video/quicktime', extension: 'mov' },
  'video/3gpp': { type: 'video/3gpp', extension: '3gp' },
  'video/3gpp2': { type: 'video/3gpp2', extension: '3g2' },
  'video/webm': { type: 'video/webm', extension: 'webm' },
  'video/matroska': { type: 'video/matroska', extension: 'mkv' },
  'video/ogg': { type: 'video/ogg', extension: 'ogv' },
  'audio/ogg': { type: 'audio/ogg', extension: 'ogg' },
  'audio/ogg; codecs=opus': { type: 'audio/ogg', extension: 'opus' },
  'audio/mp4': { type: 'audio/mp4', extension: 'm4a' },
  'audio/x-m4a': { type: 'audio/mp4', extension: 'm4a' },
  'audio/mpeg': { type: 'audio/mpeg', extension: 'mp3' },
  'audio/aac': { type: 'audio/aac', extension: 'aac' },
  'audio/wav': { type: 'audio/wav', extension: 'wav' },
  'audio/flac': { type: 'audio/flac', extension: 'flac' },
};

/**
 * What a browser that guesses could take for a page, at the beginning or soon after it, whatever else the file is. The marks of UTF-16
 * pass for sound of a kind that nobody has.
 */
const pageAtOnce = /^(\xff\xfe|\xfe\xff|(\xef\xbb\xbf)?[\s\0]*<)/;
const pageSoon = /<(!doctype|html|head|body|script|svg|iframe|style|meta)\b/i;

/** The media type of a file that begins so; a Problem `not_a_recording` where it is none of those that are taken. */
export async function recordingType(head: Buffer): Promise<string> {
  const text = head.toString('latin1');
  const found = pageAtOnce.test(text) || pageSoon.test(text) ? undefined : await fileTypeFromBuffer(head);
  const kind = found && kinds[found.mime];
  if (kind === undefined || (found?.mime === 'video/mp4' && !hasFileTypeBox(head)))
    throw new Problem(
      'not_a_recording',
      'This is neither sound nor film that browsers play. Send MP4, MOV, WebM, MKV, Ogg, MP3, M4A, AAC, WAV or FLAC.',
    );
  return kind.type;
}

/** What begins an MP4 file is small (ISO/IEC 14496-12 §4.3); `file-type` does not look at its length. */
function hasFileTypeBox(head: Buffer): boolean {
  return head.length >= 8 && head.readUInt32BE(0) >= 8 && head.readUInt32BE(0) <= headBytes;
}

/** How the name of a file of this media type ends. */
export function extensionsOf(type: string): readonly string[] {
  return Object.values(kinds)
    .filter((kind) => kind.type === type)
    .map(({ extension }) => extension);
}
