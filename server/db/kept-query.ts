/**
 * Queries that are built and compiled once for all calls. Kysely takes some 15 µs to build and compile a query again
 * at each call, which is most of what a booking costs once commits go in groups.
 */
import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Stands for a parameter while the query is built. */
class Placeholder {
  constructor(readonly name: string) {}
}

/** Names the parameter of a kept query: typed as its value, so that Kysely checks where it goes. */
type Parameter<Params> = <Name extends keyof Params & string>(name: Name) => Params[Name];

export interface KeptQuery<Params, Row> {
  /** The statement and its parameters' values, for the engine that this Kysely speaks. */
  bind(kysely: Kysely<Tables>, params: Params): CompiledQuery<Row>;
}

/**
 * Keeps a query. `build` is called once an engine; `param('x')` stands where the value of `x` will be.
 *
 *     const slotById = keepQuery((db, param: Parameter<{ id: string }>) =>
 *       db.selectFrom('slots').selectAll().where('id', '=', param('id')));
 *     const [slot] = await tx.run(slotById, { id });
 */
export function keepQuery<Params, Row>(
  build: (db: Kysely<Tables>, param: Parameter<Params>) => Compilable<Row>,
): KeptQuery<Params, Row> {
  const compiled = new WeakMap<object, CompiledQuery<Row>>();
  return {
    bind(kysely, params) {
      // A transaction's Kysely is a new object each time; its adapter is not.
      const engine = kysely.getExecutor().adapter;
      let query = compiled.get(engine);
      if (query === undefined) {
        query = build(kysely, (name) => new Placeholder(name) as never).compile();
        compiled.set(engine, query);
      }
      const values = query.parameters.map((value) =>
        value instanceof Placeholder ? params[value.name as keyof Params] : value,
      );
      return { ...query, parameters: values };
    },
  };
}
