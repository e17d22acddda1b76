/** The schema of a PostgreSQL database, from the catalogs, in the words in which the server itself tells it. */
import type pg from 'pg';
import { readSchema } from './schema.ts';
import { ourTables, type SchemaObjects } from './schema-objects.ts';

/** Of the tables that are named `$1` and found without naming their schema. */
const objects = `
  WITH ours AS (SELECT oid, relname FROM pg_class
    WHERE relname = ANY ($1) AND relkind IN ('r', 'p') AND pg_table_is_visible(oid))
  SELECT 'table ' || relname AS what, '' AS definition FROM ours
  UNION ALL
  SELECT 'column ' || relname || '.' || attname, concat_ws(' ', format_type(atttypid, atttypmod),
      CASE WHEN attnotnull THEN 'NOT NULL' END,
      CASE WHEN attgenerated = '' THEN 'DEFAULT ' ELSE 'GENERATED AS ' END || pg_get_expr(adbin, adrelid))
    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  UNION ALL
  SELECT 'rule of ' || relname || ': ' || pg_get_constraintdef(pg_constraint.oid), ''
    FROM ours JOIN pg_constraint ON conrelid = ours.oid AND contype IN ('c', 'f', 'p', 'u', 'x')
  UNION ALL
  SELECT 'index ' || made.relname,
      regexp_replace(pg_get_indexdef(indexrelid), ' ON (ONLY )?\\S+\\.', ' ON ')
      || CASE WHEN indisvalid THEN '' ELSE ', which is not valid' END
    FROM ours JOIN pg_index ON indrelid = ours.oid JOIN pg_class AS made ON made.oid = indexrelid
    WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT 'trigger ' || tgname, pg_get_triggerdef(pg_trigger.oid)
    FROM ours JOIN pg_trigger ON tgrelid = ours.oid AND NOT tgisinternal
  ORDER BY 1`;

export async function postgresObjects(client: pg.Client): Promise<SchemaObjects> {
  const { rows } = await client.query<{ what: string; definition: string }>(objects, [ourTables]);
  return new Map(rows.map(({ what, definition }) => [what, definition]));
}

/**
 * The schema that a database of this program has: made anew by this server, as temporary tables of a connection that is not used
 * otherwise, and undone.
 */
export async function expectedPostgresObjects(client: pg.Client): Promise<SchemaObjects> {
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
  await client.query('SET LOCAL search_path = pg_temp');
  await client.query(readSchema('postgres'));
  const expected = await postgresObjects(client);
  await client.query('ROLLBACK');
  return expected;
}
