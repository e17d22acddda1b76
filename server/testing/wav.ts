/** So many bytes of a tone that can be heard: 16 bits, one channel, 8 kHz. */
export function wav(bytes = 16_044): Buffer {
  const file = Buffer.alloc(bytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(bytes - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(8000, 24);
  file.writeUInt32LE(16_000, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(bytes - 44, 40);
  for (let at = 44; at + 1 < bytes; at += 2) file.writeInt16LE(Math.round(9000 * Math.sin(at / 6)), at);
  return file;
}
