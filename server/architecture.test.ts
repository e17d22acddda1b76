/**
 * The project's lasting rules: one direction of imports, kept by the lint rules in biome.json and between folders by a test;
 * no word of one engine outside server/db, which queries alone ask. Whether the lint rules bite is tried with
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

/** What each file imports, types and what it fetches later included: `[from, to]`, below the root. */
function arrows(...folders: string[]): [from: string, to: string][] {
  return sources(...folders).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
      ([, path]): [string, string] => [file, join(dirname(file), path as string)],
    ),
  );
}

/**
 * Circles of files and of folders. Each import is an arrow between two neighbours, files or folders, in the folder where its
 * ways part; no neighbours may lead back to each other.
 */
function circles(found: readonly (readonly [from: string, to: string])[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of found) {
    const [ours, theirs] = [from.split('/'), to.split('/')];
    const parting = ours.findIndex((name, depth) => name !== theirs[depth]);
    if (parting < 0) continue;
    const neighbour = (path: string[]) => path.slice(0, parting + 1).join('/');
    next.set(neighbour(ours), (next.get(neighbour(ours)) ?? new Set()).add(neighbour(theirs)));
  }
  const walked = new Set<string>();
  const walk = (node: string, path: readonly string[]): string[] => {
    if (path.includes(node)) return [[...path.slice(path.indexOf(node)), node].join(' → ')];
    if (walked.has(node)) return [];
    walked.add(node);
    return [...(next.get(node) ?? [])].flatMap((one) => walk(one, [...path, node]));
  };
  return [...next.keys()].flatMap((node) => walk(node, []));
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

  test('stand only in server/db, in what is packed, and where an operator says which engine', () => {
    const files = sources('contract', 'server', 'widget').filter(
      (file) => !/^server\/(db\/|release\/|cli\/(backup|restore|move|program|serve|doctor)\.ts$)/.test(file),
    );
    expect(files.length).toBeGreaterThan(50);
    const found = files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (words.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  test('are words that server/db does use', () => {
    const texts = sources('server/db').map((file) => readFileSync(join(root, file), 'utf8'));
    expect(texts.join('\n')).toMatch(words);
  });
});

test('the audit is only ever added to, but for the id of a person who is erased, and what is older than its retention', () => {
  const changes =
    /(updateTable|deleteFrom)\(\s*(?!'(?!audit'))[^)]*\)|(update|delete from|truncate)\s+"?audit\b/gi;
  const found = sources('server', 'demo', 'bench').flatMap((file) =>
    (readFileSync(join(root, file), 'utf8').match(changes) ?? []).map((change) => `${file}: ${change}`),
  );
  // By no name of a table: what the declaration below says, and of the audit no row goes.
  const erasing = 'server/people/erasure-queries.ts: ';
  expect(found).toEqual([
    "server/audit/queries.ts: deleteFrom('audit')",
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
  const others = sources('server').filter((file) => !/^server\/(db|cli)\//.test(file));

  test('is asked by queries alone: no other file speaks SQL', () => {
    const speaking = others.filter((file) => /kysely/i.test(readFileSync(join(root, file), 'utf8')));
    expect(speaking.length).toBeGreaterThan(4);
    expect(speaking.filter((file) => !/queries\.ts$/.test(file))).toEqual([]);
  });

  test('gives its units of work to the edges: a use-case runs in the one that it is given', () => {
    const opening = others.filter((file) =>
      /\bwrite\(\(?tx\b|\bwrite\(work\b/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(opening.filter((file) => !/routes\.ts$/.test(file)).sort()).toEqual([
      'server/bookings/due.ts',
      'server/calendars/busy/reading.ts',
      'server/idempotency/once-only.ts',
      'server/leases/lease.ts',
      'server/leases/portions.ts',
      'server/messages/worker.ts',
      'server/office/retention.ts',
      'server/people/sightings.ts',
    ]);
  });
});

test('what happens to a booking is written, recorded and told in one place', () => {
  const using = (words: RegExp) =>
    sources('server').filter((file) => words.test(readFileSync(join(root, file), 'utf8')));
  const change = 'server/bookings/change.ts';
  const queries = 'server/bookings/seat-queries.ts';
  expect(using(/\b(insertBooking|updateBooking|moveBookings|moveSeats)\b/)).toEqual([change, queries]);
  expect(using(/\bupdateSlot\b/)).toEqual([change, 'server/slots/queries.ts']);
  expect(using(/(insertInto|updateTable|deleteFrom)\('bookings'/)).toEqual([queries]);
  expect(using(/\bbookingFact\b/)).toEqual(['server/audit/facts.ts', change]);
  // The others tell services that a person is gone, and pages that what was written of a session is another.
  expect(using(/\btx\.emit\(/)).toEqual([
    change,
    'server/people/erasure.ts',
    'server/sessions/tell-session.ts',
  ]);
});

describe('imports', () => {
  test('run in one direction and in no circle', () => {
    const { status, output } = lint(root, '--only=suspicious/noImportCycles');
    expect(output).toMatch(/Checked \d{3,} files/);
    expect(status, output).toBe(0);
  });

  test.each(['contract', 'server', 'widget'])('make no circle of files or of folders in %s/', (folder) => {
    const found = arrows(folder);
    expect(found.length).toBeGreaterThan(10);
    expect(circles(found)).toEqual([]);
  });

  test('that lead back are found: of two files, and of two folders by other files', () => {
    const straight = ['a/view.ts b/one.ts', 'b/one.ts c/two.ts', 'a/view.ts a/row.ts'];
    const found = (...more: string[]) =>
      circles([...straight, ...more].map((arrow) => arrow.split(' ') as [string, string]));
    expect(found()).toEqual([]);
    expect(found('a/row.ts a/view.ts')).toEqual(['a/view.ts → a/row.ts → a/view.ts']);
    expect(found('c/other.ts a/row.ts')).toEqual(['a → b → c → a']);
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
    'server/messages/mail/transport.ts': {
      no: ['fastify', 'kysely', '../../app.ts', '../../http/identity.ts', '../../db/sqlite.ts'],
      yes: ['nodemailer', '../outcome.ts', '../../bookings/reading.ts'],
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
