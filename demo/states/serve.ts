/** `npm run states`: every state of the elements at http://localhost:3100, for whoever draws or tests them. */
import { startStates } from './states-server.ts';

const states = await startStates(Number(process.env.PORT ?? 3100));
process.stdout.write(`All states are at ${states.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void states.close().then(() => process.exit(0)));
}
