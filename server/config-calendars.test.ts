import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';
import { testSecret } from './testing/service.ts';

const read = (BUSY_PRIVATE_HOSTS?: string) =>
  loadConfig({ JWT_SECRET: testSecret, ...(BUSY_PRIVATE_HOSTS !== undefined && { BUSY_PRIVATE_HOSTS }) })
    .busyPrivateHosts;

describe('BUSY_PRIVATE_HOSTS', () => {
  test.each([
    ['', []],
    [' , ', []],
    ['calendar.example.edu:443', ['calendar.example.edu:443']],
    [' Calendar.example.edu:443 , 10.0.0.8:08443', ['calendar.example.edu:443', '10.0.0.8:8443']],
    ['localhost:8090,127.0.0.1:80,[::1]:65535', ['localhost:8090', '127.0.0.1:80', '[::1]:65535']],
    // As an address names them too.
    ['[FD00:0:0::8]:443', ['[fd00::8]:443']],
  ])('%s is read as a URL tells hosts', (value, hosts) => {
    expect(read(value)).toEqual(hosts);
  });

  test('is none unless it is set, and is not changed later', () => {
    expect(read()).toEqual([]);
    expect(Object.isFrozen(read())).toBe(true);
    expect(Object.isFrozen(read('localhost:8090'))).toBe(true);
  });

  test.each([
    'calendar.example.edu',
    'calendar.example.edu:',
    'calendar.example.edu:0',
    'calendar.example.edu:65536',
    'calendar.example.edu:https',
    'https://calendar.example.edu:443',
    'calendar.example.edu:443/ada.ics',
    'ada@calendar.example.edu:443',
    '*.example.edu:443',
    '10.0.0.0/8:443',
    '256.1.1.1:443',
    'fd00::8:443',
    '[fd00::8]',
    '[fd00::g]:443',
    ':443',
    'localhost:8090,calendar.example.edu',
  ])('%s stops the start with one line', (value) => {
    expect(() => read(value)).toThrow(ConfigError);
    const item = JSON.stringify(value.split(',').at(-1));
    expect(() => read(value)).toThrow(
      new RegExp(
        `^BUSY_PRIVATE_HOSTS is ${item.replace(/[[\]*.]/g, '\\$&')}; expected a host and its port, [^\n]+\\.$`,
      ),
    );
  });
});
