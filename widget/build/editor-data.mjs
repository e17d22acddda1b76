/** What editors and JSX need to know of the elements, from their manifest. */

const choices = {
  theme: ['auto', 'light', 'dark'],
  view: ['auto', 'list', 'month'],
  'hour-cycle': ['12', '24'],
  'first-day': ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
};

/** VS Code's custom data for HTML: `html.customData`. */
export function htmlData({ modules: [{ declarations }] }) {
  const tags = declarations.map(({ tagName, description, attributes, events }) => ({
    name: tagName,
    description: `${description}\n\nEvents: ${events.map(({ name }) => name).join(', ')}`,
    attributes: attributes.map(({ name, description: text, type }) => ({
      name,
      description: text,
      ...(type?.text === 'boolean' && { valueSet: 'v' }),
      ...(choices[name] && { values: choices[name].map((value) => ({ name: value })) }),
    })),
  }));
  return { version: 1.1, tags };
}

/** VS Code's custom data for CSS: `css.customData`. */
export function cssData({ modules: [{ declarations }] }) {
  const properties = new Map(
    declarations.flatMap((one) => one.cssProperties.map((property) => [property.name, property])),
  );
  const parts = new Map();
  for (const { tagName, cssParts } of declarations) {
    for (const { name, description } of cssParts)
      parts.set(name, [...(parts.get(name) ?? []), `${tagName}: ${description}`]);
  }
  return {
    version: 1.1,
    properties: [...properties.values()].map(({ name, description }) => ({ name, description })),
    pseudoElements: [...parts].map(([name, told]) => ({
      name: `::part(${name})`,
      description: told.join('\n'),
    })),
  };
}

/** The tags for a framework's JSX. React 19 and Preact listen with `onslot-booked`, Solid with `on:slot-booked`. */
export function jsxTypes({ modules: [{ declarations }] }, framework) {
  const { module, base, on, prop } = {
    react: {
      module: 'react',
      base: (name) => `import('react').DetailedHTMLProps<import('react').HTMLAttributes<${name}>, ${name}>`,
      on: 'on',
      prop: '',
    },
    preact: {
      module: 'preact',
      base: (name) => `import('preact').JSX.HTMLAttributes<${name}>`,
      on: 'on',
      prop: '',
    },
    solid: {
      module: 'solid-js',
      base: (name) => `import('solid-js').JSX.HTMLAttributes<${name}>`,
      on: 'on:',
      prop: 'prop:',
    },
  }[framework];
  const members = declarations.flatMap(({ tagName, name, attributes, members: fields, events }) => [
    `      '${tagName}': ${base(name)} & {`,
    ...attributes
      .filter((one) => one.type)
      .map(
        (one) =>
          `        /** ${one.description} */\n        '${one.name}'?: ${one.type.text === 'boolean' ? 'boolean' : 'string'} | undefined;`,
      ),
    ...fields
      .filter((one) => one.kind === 'field' && !one.attribute)
      .map(
        (one) =>
          `        /** ${one.description} */\n        '${prop}${one.name}'?: ${name}['${one.name}'] | undefined;`,
      ),
    ...events.map(
      (one) =>
        `        /** ${one.description} */\n        '${on}${one.name}'?: ((event: ${one.type.text}) => void) | undefined;`,
    ),
    '      };',
  ]);
  const names = new Set(
    declarations.flatMap(({ name, events }) => [name, ...events.map((one) => one.type.text)]),
  );
  return [
    `/** The elements in JSX for ${framework}: \`import type {} from 'mentor-slots/${framework}'\` once. */`,
    `import type { ${[...names].sort().join(', ')} } from './mentor-slots.js';`,
    '',
    `declare module '${module}' {`,
    '  namespace JSX {',
    '    interface IntrinsicElements {',
    ...members,
    '    }',
    '  }',
    '}',
    '',
  ].join('\n');
}
