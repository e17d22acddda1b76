/** Starts the receiver of webhooks that docs/messages.md prints, as it is printed but for its port, and sends it what the service sends. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createWebhookSender } from '../server/messages/webhooks/sender.ts';
import { freePort } from '../server/testing/free-port.ts';
import { temporaryFolder } from '../server/testing/temporary-folder.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const secretOf = (letter: string) => `whsec_${createHash('sha256').update(letter).digest('base64')}`;

it('the receiver that is printed takes what is signed, and nothing else', async () => {
  const guide = readFileSync(join(root, 'docs/messages.md'), 'utf8');
  const [, printed = ''] = /^```js\n([\s\S]*?)^```$/m.exec(guide) ?? [];
  const port = await freePort();
  expect(printed).toContain('.listen(8090)');

  const folder = temporaryFolder();
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'receiver.mjs'), printed.replace('listen(8090)', `listen(${port})`));
  const receiver = spawn(process.execPath, ['receiver.mjs'], {
    cwd: folder,
    env: { WEBHOOK_SECRET: secretOf('a') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    receiver.kill('SIGKILL');
  });
  let told = '';
  receiver.stdout.setEncoding('utf8').on('data', (text) => {
    told += text;
  });

  const url = `http://127.0.0.1:${port}/`;
  const body = JSON.stringify({ type: 'booking.created', data: { id: 'booking-1', note: 'Grüße, 米拉' } });
  const send = (secret: string, clock: () => number) => {
    const sender = createWebhookSender({ url, secret, clock });
    onTestFinished(() => sender.close());
    return sender.send({ id: 'message-1', body });
  };
  await expect.poll(() => send(secretOf('a'), Date.now)).toEqual({ sent: true });
  await expect.poll(() => told).toBe('message-1 booking.created booking-1\n');

  const refused = { sent: false, reason: 'the receiver answers 400' };
  expect(await send(secretOf('b'), Date.now)).toEqual(refused);
  expect(await send(secretOf('a'), () => Date.now() - 3_600_000)).toEqual(refused);
  expect(told.split('\n')).toHaveLength(2);
});
