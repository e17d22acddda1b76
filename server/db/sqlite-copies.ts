/** Copies of a SQLite file as a whole: taken while others write to it, and put in its place while nobody has it open. */
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { isBusy } from './sqlite-failures.ts';

/** What nobody has written to for so long, in ms, is left of a copy that was never finished. */
const forsaken = 3_600_000;

/**
 * An empty file for a copy, readable by its owner alone: with a temporary name in the folder of `beside`, which is made. What is left of
 * earlier ones there goes.
 */
export function beginCopy(beside: string): string {
  const folder = dirname(beside);
  mkdirSync(folder, { recursive: true });
  const partial = `.${basename(beside)}.partial-`;
  for (const name of readdirSync(folder))
    if (name.startsWith(partial) && Date.now() - statSync(join(folder, name)).mtimeMs > forsaken)
      rmSync(join(folder, name), { force: true });
  const copy = join(folder, `${partial}${process.pid}`);
  closeSync(openSync(copy, 'wx', 0o600));
  return copy;
}

/**
 * Copies all that is committed at this moment into a new file, as `beginCopy` makes it; nothing of it is left where this throws.
 */
export function copyBeside(path: string, beside: string): string {
  // The engine writes into a file that is there, if it is empty.
  const copy = beginCopy(beside);
  try {
    const source = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: 5000 });
    try {
      source.prepare('VACUUM INTO ?').run(copy);
    } finally {
      source.close();
    }
    return copy;
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
}

/** Gives a finished copy its name, at once and for good. Throws EEXIST where the name is taken and `over` is not set. */
export function putInPlace(copy: string, path: string, over: boolean): void {
  sync(copy);
  if (over) {
    renameSync(copy, path);
  } else {
    // Unlike renaming, this fails where somebody was faster.
    linkSync(copy, path);
    rmSync(copy);
  }
  sync(dirname(path));
}

export function discard(copy: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(copy + ending, { force: true });
}

/** Puts everything into the one file, as a copy must be that is renamed. */
export function intoOneFile(path: string): void {
  const file = new SqliteDatabase(path);
  file.pragma('journal_mode = DELETE');
  file.close();
}

/** Gives a copy the owner and the rights of the file that it shall replace, as far as this user may. */
export function likeTheOld(copy: string, path: string): void {
  const { mode, uid, gid } = statSync(path);
  chmodSync(copy, mode);
  if (process.getuid?.() === 0) chownSync(copy, uid, gid);
}

/** Keeps a file under another name beside it, and returns that name. The file stays where it is until it is replaced. */
export function keepAside(path: string, now: number): string {
  const aside = `${path}.before-restore-${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  try {
    linkSync(path, aside);
  } catch (error) {
    if (!/^(EPERM|ENOTSUP|EOPNOTSUPP)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
    // A file system without hard links.
    copyFileSync(path, aside);
    sync(aside);
  }
  return aside;
}

/**
 * Holds the file so that nobody else can open it, until the returned function is called; null where somebody has it
 * open. This is sure: in WAL mode every connection holds a shared lock on the file for as long as it is open, the
 * system takes the lock away when its process ends in whatever way, and leaving WAL mode needs the file alone
 * (https://sqlite.org/wal.html, "Persistence of WAL mode"). All that was in the log is in the file then.
 */
export function holdAlone(path: string): (() => void) | null {
  const file = new SqliteDatabase(path, { fileMustExist: true, timeout: 0 });
  try {
    file.pragma('locking_mode = EXCLUSIVE');
    const mode = file.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') {
      file.close();
      return null;
    }
    file.exec('BEGIN EXCLUSIVE');
    return () => void file.close();
  } catch (error) {
    file.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

/**
 * Has anybody the file open, this process included, however idle? Seen by the same lock as above, without leaving WAL mode: a connection that
 * wants the file for itself must wait for all others. Changes nothing in it; what is no database, or cannot be locked, nobody has open.
 */
export function isOpen(path: string): boolean {
  const file = new SqliteDatabase(path, { fileMustExist: true, timeout: 0 });
  try {
    file.pragma('locking_mode = EXCLUSIVE');
    file.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch (error) {
    return isBusy(error);
  } finally {
    file.close();
  }
}

/** The log of a database that is gone: the engine would play it into whatever has the name next. */
export function leftoverOf(path: string): string | null {
  return (
    [`${path}-wal`, `${path}-journal`].find((file) => existsSync(file) && statSync(file).size > 0) ?? null
  );
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
