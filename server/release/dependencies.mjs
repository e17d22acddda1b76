/** Which packages the service needs where it is installed, in the versions of package-lock.json, which the tests run with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../.ci/prepare.mjs';

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const locked = readJson('package-lock.json').packages;

/** What these folders of the project depend on, each in the exact version that is locked: name → version. */
export function dependenciesOf(...folders) {
  const named = folders.flatMap((folder) => Object.keys(readJson(`${folder}/package.json`).dependencies));
  const names = [...new Set(named)].filter((name) => !locked[`node_modules/${name}`].link);
  return Object.fromEntries(names.sort().map((name) => [name, locked[`node_modules/${name}`].version]));
}

/**
 * The npm-shrinkwrap.json of a package with this package.json: `npm ci` where it is unpacked gets the very packages that are locked here, by
 * their checksums.
 */
export function shrinkwrap({ name, version, license, dependencies, engines, bin }) {
  const packages = Object.fromEntries(
    [...reach(dependencies)].sort().map(([path, isOptional]) => {
      const { dev, devOptional, optional, funding, ...facts } = locked[path];
      return [path, { ...facts, ...(isOptional && { optional: true }) }];
    }),
  );
  const own = { name, version, license, dependencies, bin, engines };
  return { name, version, lockfileVersion: 3, requires: true, packages: { '': own, ...packages } };
}

/** What others wrote: that which is inside, and that which comes beside it when it is installed. */
export function notices({ dependencies }, elements) {
  const lines = [...reach(dependencies).keys()].map((path) => {
    const { version, license = 'see its folder' } = locked[path];
    return `${nameOf(path)} ${version}: ${license}`;
  });
  return `Third-party notices

The elements, in widget/dist, have the following inside.

${elements.trim()}

--------------------------------------------------------------------------------

With the service npm installs the following packages. They are not inside; each brings its licence in its own folder.

${[...new Set(lines)].sort().join('\n')}
`;
}

/** All that these need, and what that needs, as Node finds it: path below the project → may it be missing? */
function reach(dependencies) {
  const reached = new Map();
  const visit = (from, name, isOptional) => {
    const path = lookUp(from, name);
    if (path === null && isOptional) return;
    if (path === null)
      throw new Error(`package-lock.json has no ${name}, which ${from || 'the service'} needs.`);
    if (reached.has(path) && (isOptional || !reached.get(path))) return;
    reached.set(path, isOptional);
    const entry = locked[path];
    for (const one of Object.keys(entry.dependencies ?? {})) visit(path, one, isOptional);
    for (const one of Object.keys(entry.optionalDependencies ?? {})) visit(path, one, true);
    for (const one of Object.keys(entry.peerDependencies ?? {}))
      visit(path, one, isOptional || entry.peerDependenciesMeta?.[one]?.optional === true);
  };
  for (const name of Object.keys(dependencies)) visit('', name, false);
  return reached;
}

/** Where Node finds a package from another's folder: inside it, beside it, or above. */
function lookUp(from, name) {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const path = `${folder && `${folder}/`}node_modules/${name}`;
    if (locked[path]) return path;
    if (folder === '') return null;
  }
}

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
