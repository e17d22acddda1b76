/** What `npm start` runs: installs and builds what is missing, then runs the demo. Plain Node until everything is installed. */
import { join } from 'node:path';
import { prepare, root } from '../.ci/prepare.mjs';
import { runDemo } from './run.mjs';

runDemo({ data: join(root, 'data'), command: 'npm start', prepare }).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
