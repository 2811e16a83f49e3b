import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { hubMigrations } from './migrations/migrations.ts';
import type { HubTables } from './tables.ts';

/** What the tables of a database are to this program. */
export type SchemaState =
  | { readonly kind: 'none' }
  | { readonly kind: 'current'; readonly hub: string; readonly version: string }
  | {
      readonly kind: 'behind';
      readonly hub: string;
      readonly version: string;
      readonly missing: readonly string[];
    }
  | { readonly kind: 'ahead'; readonly version: string; readonly unknown: readonly string[] };

export async function schemaState(db: Kysely<HubTables>): Promise<SchemaState> {
  const { rows } = await sql<{
    found: boolean;
  }>`SELECT to_regclass('hub.migration') IS NOT NULL AND to_regclass('hub.identity') IS NOT NULL AS found`.execute(
    db,
  );
  if (rows[0]?.found !== true) return { kind: 'none' };
  const done = (await db.selectFrom('hub.migration').select('name').orderBy('name').execute()).map(
    ({ name }) => name,
  );
  const version = done.at(-1) ?? '';
  const unknown = done.filter((name) => !Object.hasOwn(hubMigrations, name));
  if (unknown.length > 0) return { kind: 'ahead', version, unknown };
  const { hub } = await db.selectFrom('hub.identity').select('hub').executeTakeFirstOrThrow();
  const missing = Object.keys(hubMigrations).filter((name) => !done.includes(name));
  return missing.length > 0
    ? { kind: 'behind', hub, version, missing }
    : { kind: 'current', hub, version };
}

/** The hub's number when its tables are those of this program; otherwise what to do about it. */
export function requireCurrent(state: SchemaState): Result<string, Refusal> {
  if (state.kind === 'current') return ok(state.hub);
  if (state.kind === 'none') {
    return err(
      refusal(
        'hub-not-made',
        'This database holds no hub.',
        'Whoever looks after the database runs `cachet hub init` once.',
      ),
    );
  }
  if (state.kind === 'behind') {
    return err(
      refusal(
        'hub-schema-behind',
        `The hub's tables are of version ${state.version}; this program needs ${state.missing.at(-1)}.`,
        'Whoever looks after the database runs `cachet hub upgrade`.',
      ),
    );
  }
  return err(schemaAhead(state));
}

const schemaAhead = (state: Extract<SchemaState, { readonly kind: 'ahead' }>): Refusal =>
  refusal(
    'hub-schema-ahead',
    `The hub's tables are of version ${state.version}, which this program does not know.`,
    'Install the newer program on this machine; the hub is left as it is.',
  );

/** Brings the tables up to date, each step in full or not at all; gives the steps that were taken. */
export async function migrateHub(
  db: Kysely<HubTables>,
): Promise<Result<readonly string[], Refusal>> {
  const before = await schemaState(db);
  if (before.kind === 'ahead') return err(schemaAhead(before));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => hubMigrations },
    migrationTableSchema: 'hub',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return ok(
    results.filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName),
  );
}
