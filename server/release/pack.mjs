/**
 * `npm run pack`: makes the package that operators install, `dist/mentor-slots-service-VERSION.tgz`, and prints its path. The service, the built
 * elements and the demo are in it, laid out as in a clone. `npm run pack -- FOLDER` puts it there.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { npm, prepare, root } from '../../.ci/prepare.mjs';
import { dependenciesOf, notices, shrinkwrap } from './dependencies.mjs';

/** Of the docs, what is for those who change the code stays in the clone. */
const forContributors = ['README.md', 'contributing.md', 'design.md', 'expectations.md'];

/** Packs what is built. `folder` is where the package is put; resolves to its path. */
export async function pack(folder) {
  const stage = mkdtempSync(join(tmpdir(), 'mentor-slots-pack-'));
  try {
    const about = describe();
    writeJson(join(stage, 'package.json'), about);
    writeJson(join(stage, 'npm-shrinkwrap.json'), shrinkwrap(about));
    for (const path of ['LICENSE', 'schema.sql', 'Dockerfile', 'compose.yaml']) copy(stage, path);
    copy(stage, 'server/release/README.md', 'README.md');
    writeFileSync(join(stage, '.dockerignore'), 'node_modules\n');
    for (const folder of ['contract', 'server']) copyBuilt(stage, folder);
    copy(stage, 'server/cli/mentor-slots.mjs');
    for (const name of ['', '.classic', '.licenses'])
      copy(stage, `widget/dist/mentor-slots${name}${name === '.licenses' ? '.txt' : '.js'}`);
    copy(stage, 'widget/dist/mentor-slots');
    for (const name of readdirSync(join(root, 'demo')))
      if ((name.endsWith('.mjs') && name !== 'start.mjs') || ['pages', 'public'].includes(name))
        copy(stage, `demo/${name}`);
    copy(stage, 'docs');
    for (const name of forContributors) rmSync(join(stage, 'docs', name));
    for (const path of files(stage).filter((path) => path.endsWith('.md'))) withoutDeadLinks(path);
    const licences = readFileSync(join(root, 'widget/dist/mentor-slots.licenses.txt'), 'utf8');
    writeFileSync(join(stage, 'THIRD-PARTY-NOTICES.txt'), notices(about, licences));

    mkdirSync(folder, { recursive: true });
    await npm(['pack', '--silent', '--pack-destination', folder], { cwd: stage, onlyFailures: true });
    return join(folder, `${about.name.replace('@', '').replace('/', '-')}-${about.version}.tgz`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Its package.json. */
function describe() {
  const project = readJson('package.json');
  return {
    name: '@mentor-slots/service',
    version: project.version,
    description: project.description,
    license: project.license,
    type: 'module',
    engines: project.engines,
    bin: { 'mentor-slots': 'server/cli/mentor-slots.mjs' },
    dependencies: dependenciesOf('contract', 'server', 'demo'),
    overrides: project.overrides,
    allowScripts: { 'better-sqlite3': true },
  };
}

/**
 * What is built of the sources that are there: the compiler leaves what it made of those that are gone. The contract is no package outside:
 * the service imports it by its path.
 */
function copyBuilt(stage, folder) {
  const dist = join(root, folder, 'dist');
  for (const path of files(dist)) {
    const name = relative(dist, path);
    if (!name.endsWith('.js') || !existsSync(join(root, folder, name.replace(/\.js$/, '.ts')))) continue;
    const to = join(stage, folder, 'dist', name);
    const contract = relative(dirname(to), join(stage, 'contract/dist/index.js'));
    const text = readFileSync(path, 'utf8')
      .replaceAll("'@mentor-slots/contract'", `'${contract}'`)
      // Its map stays behind.
      .replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, text);
  }
}

/** Links to what is not in the package become the words that they are on. */
function withoutDeadLinks(path) {
  const text = readFileSync(path, 'utf8').replace(
    /\[([^\]]*)\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)/g,
    (link, words, target) => (existsSync(join(dirname(path), target)) ? link : words),
  );
  writeFileSync(path, text);
}

function copy(stage, from, to = from) {
  cpSync(join(root, from), join(stage, to), { recursive: true });
}

/** All files below a folder, by their whole paths. */
function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

if (process.argv[1] !== undefined && basename(process.argv[1]) === 'pack.mjs') {
  try {
    await prepare();
    const made = await pack(resolve(process.argv[2] ?? join(root, 'dist')));
    process.stdout.write(`${relative(process.cwd(), made)}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
