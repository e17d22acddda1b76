import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';
import { testSecret } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const read = (env: Record<string, string>) => loadConfig({ JWT_SECRET: testSecret, ...env });
const refusal = (name: string, value: string, expected: string) =>
  `${name} is ${JSON.stringify(value)}; expected ${expected}.`;

describe('MEDIA_DIR', () => {
  const expected = 'a folder that is there and that the service may write to';

  test('is a folder, told as a whole path, or none', () => {
    const folder = temporaryFolder();
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    expect(read({}).mediaDir).toBe(null);
    expect(read({ MEDIA_DIR: ' ' }).mediaDir).toBe(null);
    expect(read({ MEDIA_DIR: folder }).mediaDir).toBe(folder);
    expect(read({ MEDIA_DIR: link }).mediaDir).toBe(link);
    expect(read({ MEDIA_DIR: relative(process.cwd(), folder) }).mediaDir).toBe(folder);
  });

  test('that is not there, or a file, stops the start with one line', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const MEDIA_DIR of ['/no/such/folder', file]) {
      expect(() => read({ MEDIA_DIR })).toThrow(ConfigError);
      expect(() => read({ MEDIA_DIR })).toThrow(refusal('MEDIA_DIR', MEDIA_DIR, expected));
    }
  });

  test('that the service may not write to stops it, too', ({ skip }) => {
    if (process.getuid?.() === 0) {
      // Whom no mode keeps out: a file system that takes no writes does.
      expect(() => read({ MEDIA_DIR: '/proc/self' })).toThrow(ConfigError);
      return skip('this user may write everywhere');
    }
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    expect(() => read({ MEDIA_DIR: folder })).toThrow(refusal('MEDIA_DIR', folder, expected));
  });
});

describe('MEDIA_MAX', () => {
  test.each([
    ['', 512 * 1024 ** 2],
    ['1kb', 1024],
    ['64KB', 65_536],
    [' 200mb ', 200 * 1024 ** 2],
    ['2GB', 2 * 1024 ** 3],
    ['1024gb', 1024 ** 4],
  ])('%s is read as bytes', (MEDIA_MAX, bytes) => {
    expect(read({ MEDIA_MAX }).mediaMax).toBe(bytes);
  });

  test.each(['0mb', '512', '512m', '1.5gb', '-1mb', '1025gb', '99999999kb', 'mb', '5 mb', '1tb'])(
    '%s stops the start with one line, whether recordings are taken or not',
    (MEDIA_MAX) => {
      const expected = 'a size from 1kb to 1024gb, such as 512mb or 2gb';
      expect(() => read({ MEDIA_MAX })).toThrow(refusal('MEDIA_MAX', MEDIA_MAX, expected));
    },
  );
});
