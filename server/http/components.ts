/** The schemas of an OpenAPI description by name, each told once. */

/** JSON that is not looked at more closely. */
type Json = unknown;

/**
 * Moves each schema that has a title (the contract gives it) to `components.schemas`, and puts a `$ref` in its place. What
 * checks requests and writes answers is left alone: only the description is told otherwise. Two schemas of one title
 * must be the same but for their description, which a parameter tells beside its schema.
 */
export function withComponents<Description extends { paths?: object; components?: object }>(
  description: Description,
): Description {
  const schemas = new Map<string, Json>();
  const paths = withReferences(description.paths, schemas);
  const sorted = [...schemas].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    ...description,
    paths,
    components: { ...description.components, schemas: Object.fromEntries(sorted) },
  };
}

function withReferences(node: Json, schemas: Map<string, Json>): Json {
  if (Array.isArray(node)) return node.map((item) => withReferences(item, schemas));
  if (typeof node !== 'object' || node === null) return node;
  const { title, ...rest } = node as Record<string, Json>;
  const told = Object.fromEntries(
    Object.entries(typeof title === 'string' ? rest : node).map(([key, value]) => [
      key,
      withReferences(value, schemas),
    ]),
  );
  if (typeof title !== 'string') return told;
  const known = schemas.get(title);
  if (known !== undefined && !isSame(known, told)) throw new Error(`Two schemas are called ${title}.`);
  if (known === undefined || !('description' in (known as object))) schemas.set(title, told);
  return { $ref: `#/components/schemas/${title}` };
}

function isSame(one: Json, other: Json): boolean {
  const text = (schema: Json) => JSON.stringify({ ...(schema as object), description: undefined });
  return text(one) === text(other);
}

interface Operation {
  operationId?: string;
  requestBody?: { required?: boolean };
}

/** Says of these operations that their body may be left out, which @fastify/swagger never does. */
export function withOptionalBodies<Description extends { paths?: object }>(
  description: Description,
  operationIds: ReadonlySet<string>,
): Description {
  for (const path of Object.values(description.paths ?? {}))
    for (const { operationId = '', requestBody } of Object.values(path as Record<string, Operation>))
      if (requestBody && operationIds.has(operationId)) requestBody.required = false;
  return description;
}
