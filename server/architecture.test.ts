/**
 * The house's lasting rules: one direction of imports, kept by the lint rules in biome.json and between rooms by a test;
 * no word of one engine outside the database door, which queries alone ask. Whether the lint rules bite is tried with
 * imports that must not be.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { tables } from './db/table-facts.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Sources below these folders, without tests, what only tests use, and what is built. */
function sources(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter(
        (file) =>
          /\.(ts|mjs|js)$/.test(file) && !/\.test\.ts$|(^|\/)(dist|node_modules|testing)\//.test(file),
      ),
  );
}

/** What each file, or each room that `unitOf` gives for a file, takes something from: types too. */
function importsAmong(files: readonly string[], unitOf: (file: string) => string): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>();
  for (const file of files) {
    const unit = unitOf(file);
    const names = readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import|import\() ?'(\.[^']*)'/g);
    const others = [...names].map(([, name = '']) => unitOf(join(dirname(file), name)));
    imports.set(unit, new Set([...(imports.get(unit) ?? []), ...others.filter((other) => other !== unit)]));
  }
  return imports;
}

/** One circle, from somewhere to itself; nothing where there is none. */
function circleOf(imports: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const free = new Set<string>();
  const walk = (way: readonly string[]): string[] => {
    const room = way.at(-1) ?? '';
    const before = way.indexOf(room);
    if (before < way.length - 1) return way.slice(before);
    if (free.has(room)) return [];
    for (const other of imports.get(room) ?? []) {
      const circle = walk([...way, other]);
      if (circle.length > 0) return circle;
    }
    free.add(room);
    return [];
  };
  for (const room of imports.keys()) {
    const circle = walk([room]);
    if (circle.length > 0) return circle;
  }
  return [];
}

function lint(folder: string, ...options: string[]): { status: number | null; output: string } {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const all = ['lint', '--max-diagnostics=none', '--only=style/noRestrictedImports', ...options, '.'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [biome, ...all], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

describe('words of one engine', () => {
  const words =
    /sqlite|postgres|\bpg\b|pragma|savepoint|for ?update\(|forUpdate|begin immediate|busy_timeout|\b(23505|40001|40P01)\b/i;

  test('stand only behind the database door, and where an operator says which engine', () => {
    const files = sources('contract', 'server', 'widget').filter(
      (file) => !/^server\/(db\/|cli\/(backup|restore|move|program|serve|doctor)\.ts$)/.test(file),
    );
    expect(files.length).toBeGreaterThan(50);
    const found = files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (words.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  test('are words that the door does use', () => {
    const door = sources('server/db').map((file) => readFileSync(join(root, file), 'utf8'));
    expect(door.join('\n')).toMatch(words);
  });
});

test('the audit is only ever added to, but for the id of a person who is erased', () => {
  const changes =
    /(updateTable|deleteFrom)\(\s*(?!'(?!audit'))[^)]*\)|(update|delete from|truncate)\s+"?audit\b/gi;
  const found = sources('server', 'demo', 'bench').flatMap((file) =>
    (readFileSync(join(root, file), 'utf8').match(changes) ?? []).map((change) => `${file}: ${change}`),
  );
  // By no name of a table: what the declaration below says, and no row of the audit goes.
  const erasing = 'server/people/erasure-queries.ts: ';
  expect(found).toEqual([
    `${erasing}updateTable(table as 'bookings')`,
    `${erasing}updateTable(table as 'bookings')`,
    `${erasing}updateTable(table as 'audit')`,
    `${erasing}deleteFrom(table as 'idempotency_keys')`,
    `${erasing}deleteFrom(table as 'people')`,
  ]);
  const declared = Object.entries(tables.audit.columns).map(([column, { erasing }]) => [column, erasing]);
  expect(declared.filter(([, erasing]) => erasing !== undefined)).toEqual([
    ['actor_id', 'pseudonym'],
    ['subject_id', 'pseudonym'],
    ['details', 'pseudonym inside'],
  ]);
});

describe('the database', () => {
  const rooms = sources('server').filter((file) => !/^server\/(db|cli)\//.test(file));

  test('is asked by queries alone: no other file of a room speaks SQL', () => {
    const speaking = rooms.filter((file) => /kysely/i.test(readFileSync(join(root, file), 'utf8')));
    expect(speaking.length).toBeGreaterThan(4);
    expect(speaking.filter((file) => !/queries\.ts$/.test(file))).toEqual([]);
  });

  test('gives its units of work to the edges: a use-case runs in the one that it is given', () => {
    const opening = rooms.filter((file) =>
      /\bwrite\(\(?tx\b|\bwrite\(work\b/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(opening.filter((file) => !/routes\.ts$/.test(file))).toEqual([
      'server/app.ts',
      'server/idempotency/once-only.ts',
      'server/leases/periodic.ts',
      'server/people/sightings.ts',
    ]);
  });
});

test('what happens to a booking is written, recorded and told in one place', () => {
  const using = (words: RegExp) =>
    sources('server').filter((file) => words.test(readFileSync(join(root, file), 'utf8')));
  const change = 'server/bookings/change.ts';
  const queries = 'server/bookings/seat-queries.ts';
  expect(using(/\b(insertBooking|updateBooking|moveSeats)\b/)).toEqual([change, queries]);
  expect(using(/\bupdateSlot\b/)).toEqual([change, 'server/slots/queries.ts']);
  expect(using(/(insertInto|updateTable|deleteFrom)\('bookings'/)).toEqual([queries]);
  expect(using(/\bbookingFact\b/)).toEqual(['server/audit/facts.ts', change]);
  // The other one tells services that a person is gone.
  expect(using(/\btx\.emit\(/)).toEqual([change, 'server/people/erasure.ts']);
});

describe('imports', () => {
  test('run in one direction and in no circle', () => {
    const { status, output } = lint(root, '--only=suspicious/noImportCycles');
    expect(output).toMatch(/Checked \d{3,} files/);
    expect(status, output).toBe(0);
  }, 60_000);

  test('of the service are in no circle of files or of rooms, those of types too', () => {
    // A folder is a room, and so is a file beside the folders.
    const roomOf = (file: string) => file.split('/').slice(0, 2).join('/');
    const files = sources('contract', 'server');
    expect(circleOf(importsAmong(files, roomOf))).toEqual([]);
    expect(circleOf(importsAmong(files, (file) => file))).toEqual([]);
    // And where there is a circle, it is found.
    const circle = { rooms: ['slots'], slots: ['bookings'], bookings: ['db', 'slots'], db: [] };
    const imports = Object.entries(circle).map(([room, others]) => [room, new Set<string>(others)] as const);
    expect(circleOf(new Map(imports))).toEqual(['slots', 'bookings', 'slots']);
  });

  test('of the contract in the elements are types, but for the rules', () => {
    const values = sources('widget').flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const imports = text.match(/^(import|export)\b(?! type\b)[^;]*?from '@mentor-slots\/contract'/gm) ?? [];
      return imports.map((found) => `${file}: ${found}`);
    });
    expect(values).toEqual([]);
  });

  /** What each file may not import, and what it may. */
  const tries: Record<string, { no: string[]; yes: string[] }> = {
    'server/publishing/publish.ts': {
      no: [
        'fastify',
        'ws',
        'kysely',
        'better-sqlite3',
        'pg',
        '../http/identity.ts',
        '../feed/hub.ts',
        './routes.ts',
      ],
      yes: ['../db/database.ts', '../caller.ts', '../slots/queries.ts', '../bookings/booking-view.ts'],
    },
    'server/bookings/reading.ts': {
      no: ['fastify', 'kysely', './routes.ts', '../app.ts'],
      yes: ['./queries.ts', './seat-queries.ts'],
    },
    'server/bookings/queries.ts': {
      no: ['./service.ts', '../caller.ts', '../db/sqlite.ts', 'better-sqlite3', 'fastify'],
      yes: ['kysely', '../db/kept-query.ts', '../db/tables.ts'],
    },
    'server/bookings/routes.ts': {
      no: [
        './queries.ts',
        './seat-queries.ts',
        'kysely',
        '../db/kept-query.ts',
        '../app.ts',
        '../feed/hub.ts',
      ],
      yes: ['./service.ts', '../http/identity.ts', 'fastify', '../db/database.ts'],
    },
    'server/feed/hub.ts': {
      no: [
        'kysely',
        '../db/tables.ts',
        '../db/kept-query.ts',
        '../slots/queries.ts',
        '../bookings/service.ts',
        '../publishing/reading.ts',
      ],
      yes: ['../db/database.ts', '../caller.ts', 'ws'],
    },
    'server/http/health.ts': {
      no: [
        '../app.ts',
        '../slots/managed-slot.ts',
        '../publishing/publish.ts',
        '../feed/hub.ts',
        'kysely',
        '../db/sqlite-file.ts',
        '../db/postgres.ts',
      ],
      yes: ['../db/database.ts', 'fastify'],
    },
    'server/app.ts': { no: ['./main.ts', './db/open-database.ts'], yes: ['./publishing/routes.ts'] },
    'server/main.ts': { no: [], yes: ['./serve.ts'] },
    'server/serve.ts': { no: [], yes: ['./app.ts', './db/open-database.ts'] },
    'server/cli/backup.ts': {
      no: ['better-sqlite3', 'pg', '../app.ts', '../publishing/routes.ts', '../feed/hub.ts', 'fastify'],
      yes: ['../serve.ts', '../db/open-database.ts', '../publishing/removal.ts', 'kysely'],
    },
    'server/db/sqlite.ts': {
      no: ['../slots/queries.ts', '../http/problems.ts', '../app.ts', 'fastify'],
      yes: ['better-sqlite3', '../problem.ts', './tables.ts'],
    },
    'widget/client/feed.ts': {
      no: ['../../server/problem.ts', '../../demo/token.mjs'],
      yes: ['@mentor-slots/contract/rules'],
    },
    'demo/portal.mjs': {
      no: ['../contract/index.ts', '../server/dist/app.js', '../widget/index.ts', '@mentor-slots/contract'],
      yes: ['./token.mjs', 'fastify'],
    },
    'contract/rules.ts': {
      no: ['kysely', '../server/problem.ts', 'node:crypto', '@mentor-slots/server'],
      yes: ['./roster.ts', 'typebox'],
    },
  };

  test('are refused by lint where they run back, and only there', () => {
    const folder = temporaryFolder();
    const configuration = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...configuration, vcs: { enabled: false } }));
    for (const [file, { no, yes }] of Object.entries(tries)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), [...no, ...yes].map((name) => `import '${name}';\n`).join(''));
    }
    const { output } = lint(folder, '--reporter=github');
    for (const [file, { no, yes }] of Object.entries(tries)) {
      const found = [...no, ...yes].filter((_, index) => output.includes(`/${file},line=${index + 1},`));
      expect(found, file).toEqual(no);
    }
  });
});
