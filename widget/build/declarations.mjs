/** `mentor-slots.d.ts`: what `import 'mentor-slots'` gives, in one file that needs no other package. */
import { fileURLToPath } from 'node:url';
import { ts } from '@custom-elements-manifest/analyzer';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Files whose declarations hosts see as they are written. */
const plain = ['client/failure.ts', 'text/messages.ts', 'diagnosis/diagnosis.ts', 'element/events.ts'];
/** What of the wire and of the host's side of it these speak of. */
const wire = ['Slot', 'RosterEntry', 'SlotView', 'Booking', 'SlotFacts'];
/** Functions of the contract that the module passes on. */
const rules = ['holdsSeat', 'slotStatus'];

export function writeDeclarations(manifest) {
  const options = {
    strict: true,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    customConditions: ['source'],
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ['vite/client'],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  };
  const program = ts.createProgram([`${root}index.ts`], options);
  const checker = program.getTypeChecker();
  const events = program.getSourceFile(`${root}element/events.ts`);
  const tokens = program.getSourceFile(`${root}client/token-source.ts`);
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
  const tell = (type) => checker.typeToString(type, undefined, flags);
  const contract = checker.getSymbolAtLocation(
    events.statements.find(ts.isImportDeclaration).moduleSpecifier,
  );
  const contractExports = checker.getExportsOfModule(contract);
  const wires = contractExports
    .filter(({ name }) => wire.includes(name))
    .map((symbol) => {
      const [declared] = symbol.declarations;
      if (ts.isInterfaceDeclaration(declared)) return declared.getText();
      return `export type ${symbol.name} = ${tell(checker.getDeclaredTypeOfSymbol(symbol))};`;
    });
  const ruled = contractExports
    .filter(({ name }) => rules.includes(name))
    .map((symbol) => `export declare const ${symbol.name}: ${tell(checker.getTypeOfSymbol(symbol))};`);

  const asked = tokens.statements.filter(
    (one) => ts.isTypeAliasDeclaration(one) && /^(TokenReason|GetToken)$/.test(one.name.text),
  );
  const written = plain.map((name) => {
    let text = '';
    program.emit(program.getSourceFile(root + name), (_file, content) => (text = content), undefined, true);
    return text
      .replace(/^import .*;\n/gm, '')
      .replace(/^export \{\};\n/gm, '')
      .replace(
        /^(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export declare function (?:failureOf|needsSignIn|tell)\b[\s\S]*?;\n/gm,
        '',
      );
  });
  return [
    '/** Mentor Slots: `<alumni-slots>` for students, `<mentor-calendar>` for alumni. */',
    ...wires,
    ...ruled,
    ...asked.map((one) => one.getFullText(tokens).trim()),
    ...written,
    ...manifest.modules[0].declarations.map(writeElement),
    'declare global {\n  interface HTMLElementTagNameMap {',
    ...manifest.modules[0].declarations.map(({ tagName, name }) => `    '${tagName}': ${name};`),
    '  }\n}',
    '',
  ].join('\n');
}

function writeElement({ name, description, members }) {
  const comment = (text, indent = '') => `${indent}/** ${text.replaceAll('\n', ' ')} */`;
  return [
    comment(description),
    `export declare class ${name} extends HTMLElement {`,
    ...members.flatMap((one) => [
      ...(one.description ? [comment(one.description, '  ')] : []),
      one.kind === 'method'
        ? `  ${one.name}(): ${one.return.type.text};`
        : `  ${one.name}: ${one.type.text};`,
    ]),
    '}',
  ].join('\n');
}
