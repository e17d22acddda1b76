/** Bringing a database to the tables of today's schema.sql, whatever of ours it holds. */
import { readSchema, schemaVersion } from './schema.ts';
import type { Upgrade } from './upgrades/upgrade.ts';
import { upgrades as allUpgrades } from './upgrades/upgrades.ts';

/** A database as upgrading it needs it: one connection to one engine. */
export interface SchemaStore {
  engine: 'sqlite' | 'postgres';
  /** The names of the tables in it, of whomever. */
  tables(): Promise<string[]>;
  /** What its `schema_version` says. */
  versions(): Promise<unknown[]>;
  /** Runs one statement or several. */
  run(statements: string): Promise<void>;
  /**
   * Runs a work in a transaction, under a lock that all processes on the database take for this. Waits for the lock
   * as long as an upgrade may take.
   */
  locked<T>(work: () => Promise<T>): Promise<T>;
}

/** What was done to a database's tables. */
export interface SchemaChange {
  /** The version that was found; null where the database was empty. The same as `to`: nothing was done. */
  from: number | null;
  to: number;
  /** What each upgrade that was made has brought. */
  brought: readonly string[];
}

/** One sentence for people and logs. */
export function tellSchemaChange({ from, to, brought }: SchemaChange): string {
  if (from === null) return `The database was empty: its tables were made, version ${to}.`;
  if (from === to) return `The database is of version ${to}: nothing to upgrade.`;
  return `The database was upgraded from version ${from} to version ${to}, which brings ${brought.join('; ')}.`;
}

/** A database's version, null where it is empty. Throws a sentence where it is not ours or newer than this program. */
async function readVersion(store: SchemaStore): Promise<number | null> {
  const tables = await store.tables();
  if (tables.length === 0) return null;
  const ours = ['schema_version', 'people', 'slots', 'bookings'].every((name) => tables.includes(name));
  const versions = ours ? await store.versions() : [''];
  const [version] = versions;
  if (versions.length !== 1) {
    throw new Error(
      `its schema_version has ${versions.length} rows, and expected is one, which says of which version the tables are: restore a backup.`,
    );
  }
  if (typeof version !== 'number') {
    const examples = tables.sort().slice(0, 3).join(', ');
    throw new Error(
      `it is not a Mentor Slots database: it holds other tables (${examples}). Expected one of its own, or an empty one.`,
    );
  }
  if (version > schemaVersion) {
    throw new Error(
      `it is of version ${version}, and this program works with version ${schemaVersion}: run the newer release.`,
    );
  }
  return version;
}

/** What bringing this database up to date would do. Changes nothing. */
export async function planUpgrade(store: SchemaStore): Promise<SchemaChange> {
  const from = await readVersion(store);
  const missing = allUpgrades.filter(({ to }) => from !== null && to > from);
  return { from, to: schemaVersion, brought: missing.map(({ brings }) => brings) };
}

/**
 * Makes the tables in an empty database, or runs the upgrades that it lacks: all of them in one transaction, so that whoever is
 * killed leaves the version behind that was there. Of several processes that start at once, one does it and the others wait.
 */
export async function upgradeSchema(
  store: SchemaStore,
  upgrades: readonly Upgrade[] = allUpgrades,
): Promise<SchemaChange> {
  const nothing = { from: schemaVersion, to: schemaVersion, brought: [] };
  // Looked at first without the lock: the usual start has nothing to do and shall not wait for anybody.
  if ((await readVersion(store)) === schemaVersion) return nothing;
  return store.locked(async () => {
    const from = await readVersion(store);
    if (from === schemaVersion) return nothing;
    if (from === null) {
      await store.run(readSchema(store.engine));
      return { from, to: schemaVersion, brought: [] };
    }
    const brought: string[] = [];
    for (let version = from; version !== schemaVersion; ) {
      const next = upgrades.find(({ to }) => to === version + 1);
      if (next === undefined) throw new Error(`no upgrade is known from its version ${version}.`);
      for (const statement of statements(next, store.engine)) await store.run(statement);
      await store.run(`UPDATE schema_version SET version = ${next.to}`);
      brought.push(next.brings);
      version = next.to;
    }
    return { from, to: schemaVersion, brought };
  });
}

function statements({ steps }: Upgrade, engine: SchemaStore['engine']): string[] {
  return steps.flatMap((step) => (typeof step === 'string' ? [step] : step[engine]));
}
