import SqliteDatabase from 'better-sqlite3';
import { Problem } from '../problem.ts';
import { goneMeanwhile } from './gone-meanwhile.ts';

/** The engine's troubles in the product's words, the engine's own as their cause; a bug stays as it is. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof SqliteDatabase.SqliteError)) return error;
  const problem = expected(error.code);
  if (problem === null) return error;
  problem.cause = error;
  return problem;
}

/** Does another connection hold the write lock? */
export function isBusy(error: unknown): boolean {
  return error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function expected(code: string): Problem | null {
  if (code === 'SQLITE_FULL') {
    return new Problem('storage_full', 'The disk of the service is full. Nothing was changed.', {
      retryAfter: 30,
    });
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return goneMeanwhile();
  // A file or a file system that was made read-only, a quota, a disk that gives up: reading goes on.
  if (/^SQLITE_(READONLY|IOERR_WRITE|IOERR_SHMSIZE)$/.test(code)) {
    return new Problem(
      'storage_full',
      'The disk of the service cannot be written right now. Nothing was changed.',
      {
        retryAfter: 30,
      },
    );
  }
  if (/^SQLITE_(BUSY|IOERR|READONLY|CANTOPEN|LOCKED|NOMEM)/.test(code)) {
    return new Problem('unavailable', 'The database does not answer right now. Nothing was changed.', {
      retryAfter: 5,
    });
  }
  return null;
}
