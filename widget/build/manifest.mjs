/** The custom elements manifest (schema 1.0.0) of both elements, read from their JSDoc; only what hosts may use. */
import { readFileSync } from 'node:fs';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

const sources = [
  'element/mentor-element.ts',
  'alumni-slots/alumni-slots.ts',
  'mentor-calendar/mentor-calendar.ts',
];
const elements = { 'alumni-slots': 'AlumniSlots', 'mentor-calendar': 'MentorCalendar' };
const path = 'dist/mentor-slots.js';

export function readManifest() {
  const folder = new URL('../', import.meta.url);
  const modules = sources.map((name) =>
    ts.createSourceFile(name, readFileSync(new URL(name, folder), 'utf8'), ts.ScriptTarget.ES2022, true),
  );
  const read = create({ modules, plugins: litPlugin(), context: { dev: false } });
  const classes = read.modules.flatMap((one) => one.declarations);
  const declarations = Object.entries(elements).map(([tagName, name]) => {
    const found = classes.find((one) => one.name === name);
    const { members, attributes, events, cssParts, cssProperties, description } = found;
    return {
      kind: 'class',
      customElement: true,
      name,
      tagName,
      description,
      superclass: { name: 'HTMLElement' },
      attributes: attributes.map(own).map((one) => ({ ...inherited[one.name], ...one })),
      members: members.filter(isPublic).map(own),
      // Of the events that it finds dispatched itself, the JSDoc says more.
      events: events
        .filter(({ name: type }) => type)
        .map(({ name: type, description: text }) => ({
          name: type,
          type: { text: eventClass(type) },
          description: text,
        })),
      cssParts,
      cssProperties: cssProperties.map(own),
    };
  });
  const exports = Object.entries(elements).flatMap(([tagName, name]) => [
    { kind: 'js', name, declaration: { name, module: path } },
    { kind: 'custom-element-definition', name: tagName, declaration: { name, module: path } },
  ]);
  return {
    schemaVersion: '1.0.0',
    readme: '',
    modules: [{ kind: 'javascript-module', path, declarations, exports }],
  };
}

/** Attributes of every element of HTML that these observe. */
const inherited = {
  lang: { description: 'Language of texts, dates and numbers; inherited from the page.' },
  dir: { description: '`ltr` or `rtl`; inherited from the page.' },
};

/** What Lit calls, and what is nobody else's, is not for hosts. */
const lifecycle =
  /^(connectedCallback|disconnectedCallback|attributeChangedCallback|willUpdate|update|render)$/;

function isPublic({ name, privacy, static: isStatic }) {
  return !isStatic && (privacy ?? 'public') === 'public' && !lifecycle.test(name) && !name.startsWith('#');
}

/** Where the author inherits it from is not the host's concern. */
function own({ inheritedFrom: _, privacy: __, fieldName: ___, ...rest }) {
  return rest;
}

/** `slot-booked` → `SlotBookedEvent`. */
function eventClass(type) {
  return `${type.replace(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase())}Event`;
}
