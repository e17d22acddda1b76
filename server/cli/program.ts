/**
 * The command line: which commands there are. Each stands in a file of its own and returns how it ended.
 *
 * commander 14: the parser with the best kept types (extra-typings) that still runs on Node 20 (15 does not); cac and
 * citty type no arguments or are not past 0.x, and parseArgs of Node knows neither commands nor help.
 */
import { Command, CommanderError } from '@commander-js/extra-typings';
import { programVersion } from '../version.ts';
import { backupCommand } from './backup.ts';
import { checkCommand } from './check.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { eraseCommand } from './erase.ts';
import { type ExitCode, exitCodes, Refusal } from './exit.ts';
import { exportCommand } from './export.ts';
import { migrateCommand } from './migrate.ts';
import { moveCommand } from './move.ts';
import { outboxCommand } from './outbox.ts';
import { reportCommand } from './report.ts';
import { restoreCommand } from './restore.ts';
import { retainCommand } from './retain.ts';
import { serveCommand } from './serve.ts';
import { openTerminal, type Streams, type Terminal } from './terminal.ts';
import { tokenCommand } from './token.ts';

/** Runs one command. Resolves to its exit code, or to null where it goes on (serve). */
export async function run(argv: readonly string[], streams: Streams): Promise<ExitCode | null> {
  const terminal = openTerminal(streams);
  // Whoever read the output has seen enough (`… | head`).
  streams.stdout.on('error', () => {});
  let code: ExitCode | null = exitCodes.fine;
  const program = buildProgram(terminal, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
    terminal.say(error instanceof Error ? error.message : String(error));
    return error instanceof Refusal ? error.exitCode : exitCodes.failed;
  }
}

function buildProgram(terminal: Terminal, ended: (code: ExitCode | null) => void): Command {
  const program = new Command('mentor-slots')
    .description('Runs the Mentor Slots service and looks after its data.')
    .version(programVersion)
    .showHelpAfterError('(--help says more.)')
    .addHelpText('after', afterHelp)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    });
  for (const command of [
    serveCommand(terminal, ended),
    checkCommand(terminal, ended),
    demoCommand(terminal, ended),
    migrateCommand(terminal, ended),
    backupCommand(terminal, ended),
    restoreCommand(terminal, ended),
    doctorCommand(terminal, ended),
    exportCommand(terminal, ended),
    eraseCommand(terminal, ended),
    retainCommand(terminal, ended),
    reportCommand(terminal, ended),
    moveCommand(terminal, ended),
    outboxCommand(terminal, ended),
    tokenCommand(terminal, ended),
  ]) {
    program.addCommand(command.copyInheritedSettings(program as unknown as Command));
  }
  return program as unknown as Command;
}

const afterHelp = `
The environment says which database, as it does for the service: DATABASE_URL (default sqlite:data/mentor-slots.db).
Results go to the standard output (as JSON with --json), progress and refusals to the standard error.

Exit codes:
  0   done, or whole
  1   it could not be done, and nothing was changed; or something is wrong (check)
  2   the database breaks a promise (doctor, backup, restore, move)
  64  the command was not understood
  69  the database engine has a program of its own for this; the command to type was printed`;
