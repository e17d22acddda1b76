import { Argument, Command } from '@commander-js/extra-typings';
import { readMail } from '../config-messages.ts';
import { readDatabaseUrl } from '../config-values.ts';
import { openDatabase } from '../db/open-database.ts';
import type { MessageRow } from '../db/tables.ts';
import { sendTestMail } from '../messages/test-mail.ts';
import { parkWaiting, sendAgain, unsentMessages } from '../outbox/queries.ts';
import { type BuildCommand, count, examples, show } from './command.ts';
import { exitCodes, Refusal } from './exit.ts';
import { openPresent } from './present.ts';
import type { Terminal } from './terminal.ts';

export const outboxCommand: BuildCommand = (terminal) => {
  const command = new Command('outbox')
    .description('Lists the mails and webhooks that wait to be sent, and those that were given up (parked).')
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      examples(
        'mentor-slots outbox',
        'mentor-slots outbox retry 0193a2…',
        'mentor-slots outbox retry --all',
        'mentor-slots outbox park   # after a restore by pg_restore',
        'mentor-slots outbox send-test you@example.edu',
      ),
    )
    .action(async ({ json }) => list(terminal, json));
  command
    .command('retry')
    .description('Lets the service send again what was given up.')
    .addArgument(new Argument('[ids...]', 'of messages that are parked'))
    .option('--all', 'all of them')
    .action(async (ids, { all }) => retry(terminal, ids, all === true));
  command
    .command('park')
    .description(
      'Gives up all that waits: in a database that was put back it may have been sent already. `retry` sends of it what is still true.',
    )
    .action(async () => park(terminal));
  command
    .command('send-test')
    .description('Sends one mail by SMTP_URL and MAIL_FROM, and says how that went.')
    .argument('<address>', 'where it goes')
    .action(async (address) => {
      const mail = readMail(terminal.env);
      if (mail === null) throw new Refusal('SMTP_URL is not set: mail is off.', exitCodes.usage);
      const outcome = await sendTestMail(mail, address);
      if (!outcome.sent) throw new Refusal(`It did not go: ${outcome.reason}`, exitCodes.failed);
      await terminal.print(`The mail server took a mail to ${address}.`);
    });
  return command as unknown as Command;
};

async function list(terminal: Terminal, json: boolean | undefined): Promise<void> {
  const snapshot = await openPresent(readDatabaseUrl(terminal.env));
  try {
    const [waiting, parked] = await Promise.all([
      unsentMessages(snapshot, 'waiting'),
      unsentMessages(snapshot, 'parked'),
    ]);
    const told = { waiting: waiting.map(tell), parked: parked.map(tell) };
    await show(terminal, json, told, () =>
      [
        `${count(waiting.length, 'message waits', 'messages wait')}, ${parked.length.toLocaleString('en')} parked.`,
        ...[...waiting, ...parked].map(line),
      ].join('\n'),
    );
  } finally {
    await snapshot.close();
  }
}

/** Nothing of what it says, and nobody's address. */
function tell(row: MessageRow) {
  const { id, channel, kind, slot_id: slotId, booking_id: bookingId, attempts } = row;
  return { id, channel, kind, slotId, bookingId, dueAt: row.due_at, attempts, lastError: row.last_error };
}

function line({ id, channel, kind, due_at, attempts, outcome, last_error }: MessageRow): string {
  const state = outcome ?? 'waiting';
  const tries = attempts === 0 ? '' : `, ${count(attempts, 'try', 'tries')}`;
  return `${id}  ${state}  ${channel} ${kind}  due ${due_at}${tries}${last_error === null ? '' : `: ${last_error}`}`;
}

async function retry(terminal: Terminal, ids: readonly string[], all: boolean): Promise<void> {
  if (all === ids.length > 0) throw new Refusal('Name the messages, or say --all.', exitCodes.usage);
  const database = await openDatabase(readDatabaseUrl(terminal.env));
  try {
    const asked = all ? (await unsentMessages(database.read, 'parked')).map(({ id }) => id) : ids;
    const again =
      asked.length === 0 ? [] : await database.write((tx) => sendAgain(tx, asked, new Date().toISOString()));
    const missing = asked.filter((id) => !again.includes(id));
    if (missing.length > 0) terminal.say(`Not parked: ${missing.join(', ')}.`);
    if (again.length === 0 && !all) throw new Refusal('Nothing is sent again.');
    await terminal.print(`${count(again.length, 'message')} will be sent again by the service.`);
  } finally {
    await database.close();
  }
}

async function park(terminal: Terminal): Promise<void> {
  const database = await openDatabase(readDatabaseUrl(terminal.env));
  try {
    const now = new Date().toISOString();
    const parked = await database.write((tx) => parkWaiting(tx, now, 'parked by an operator'));
    await terminal.print(
      parked === 0
        ? 'No message waits.'
        : `${count(parked, 'message is', 'messages are')} parked; retry sends those that are still true.`,
    );
  } finally {
    await database.close();
  }
}
