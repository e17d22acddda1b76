/** After the bundle: all that editors, type checkers and catalogues read, made from the JSDoc of the elements. Of the
 * tools for that one is used, @custom-elements-manifest/analyzer, which reads Lit's classes; it also brings the TypeScript that
 * has an interface for programs. The package is checked in e2e. */
import { writeFileSync } from 'node:fs';
import { writeDeclarations } from './declarations.mjs';
import { cssData, htmlData, jsxTypes } from './editor-data.mjs';
import { readManifest } from './manifest.mjs';

const manifest = readManifest();
const files = {
  'custom-elements.json': JSON.stringify(manifest, null, 2),
  'vscode.html-custom-data.json': JSON.stringify(htmlData(manifest), null, 2),
  'vscode.css-custom-data.json': JSON.stringify(cssData(manifest), null, 2),
  'mentor-slots.d.ts': writeDeclarations(manifest),
  'react.d.ts': jsxTypes(manifest, 'react'),
  'preact.d.ts': jsxTypes(manifest, 'preact'),
  'solid.d.ts': jsxTypes(manifest, 'solid'),
};
for (const [name, content] of Object.entries(files))
  writeFileSync(new URL(`../dist/${name}`, import.meta.url), content);
