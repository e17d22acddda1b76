/**
 * Queries that are built and compiled once for all calls. Kysely takes some 15 µs to build and compile a query again
 * at each call, which is most of what a booking costs once commits go in groups.
 */
import {
  type Compilable,
  type CompiledQuery,
  type Kysely,
  type KyselyPlugin,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  ValueListNode,
  ValueNode,
} from 'kysely';
import type { Tables } from './tables.ts';

/** Stands for a parameter while the query is built. */
class Placeholder {
  constructor(readonly name: string) {}
}

/**
 * Writes what is the same at every call into the text of the query. As a parameter it would have to be bound, and
 * SQLite plans a query again whenever a value is bound that its plan could depend on, such as a status that a
 * partial index names: ten times what running it costs.
 */
class WriteLiterals extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return node.value instanceof Placeholder ? node : ValueNode.createImmediate(node.value);
  }
  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    const values = node.values.map((value) => this.transformValue(ValueNode.create(value)));
    // Only a list of nodes can hold both kinds; every compiler takes one for the other.
    return ValueListNode.create(values) as never;
  }
}

const literals = new WriteLiterals();
const writeLiterals: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => literals.transformNode(node, queryId),
  transformResult: async ({ result }) => result,
};

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
        query = build(kysely.withPlugin(writeLiterals), (name) => new Placeholder(name) as never).compile();
        compiled.set(engine, query);
      }
      const values = query.parameters.map(
        (parameter) => params[(parameter as Placeholder).name as keyof Params],
      );
      return { ...query, parameters: values };
    },
  };
}

/**
 * Keeps a query with an `in` list of any length but none. The list is filled up with its last value to the next power
 * of two, so that a few statements serve all lengths.
 */
export function keepListQuery<Params extends { list: readonly string[] }, Row>(
  build: (
    db: Kysely<Tables>,
    param: Parameter<Omit<Params, 'list'>>,
    list: readonly string[],
  ) => Compilable<Row>,
): KeptQuery<Params, Row> {
  type Bound = Record<string, unknown>;
  const byLength = new Map<number, KeptQuery<Bound, Row>>();
  return {
    bind(kysely, { list, ...others }) {
      const length = 2 ** Math.ceil(Math.log2(list.length));
      const names = Array.from({ length }, (_, index) => `list ${index}`);
      let query = byLength.get(length);
      if (query === undefined) {
        query = keepQuery<Bound, Row>((db, param) =>
          build(db, param as Parameter<Omit<Params, 'list'>>, names.map(param) as string[]),
        );
        byLength.set(length, query);
      }
      const values = names.map((name, index) => [name, list[Math.min(index, list.length - 1)]]);
      return query.bind(kysely, { ...others, ...Object.fromEntries(values) });
    },
  };
}
