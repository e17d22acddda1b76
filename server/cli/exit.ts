/** How a command ends. */

/** 64 and 69 as in BSD's sysexits. */
export const exitCodes = {
  fine: 0,
  /** It could not be done; nothing was changed. */
  failed: 1,
  /** The database breaks a promise. */
  broken: 2,
  /** The command was not understood. */
  usage: 64,
  /** The engine has a program of its own for this. */
  elsewhere: 69,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with one line for the person at the keyboard. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.failed,
  ) {
    super(message);
  }
}
