import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { HubConnection } from './connection.ts';
import { migrateHub, requireCurrent, schemaState } from './schema.ts';
import type { SchemaState } from './schema.ts';
import type { ConflictKind, HubTables, MachineKind } from './tables.ts';

type Database = Kysely<HubTables>;

export interface HubMade {
  readonly hub: string;
  /** Steps of the schema that were taken now; none when it was up to date. */
  readonly steps: readonly string[];
}

/** The role that every machine of a hub is a member of; roles are shared by all databases of a server. */
export const roleOfMachines = (hub: string): string => `cachet_${hub}`;

/** The role of machines that calculate for others, with rights of their own. */
export const roleOfWorkers = (hub: string): string => `cachet_${hub}_workers`;

/** Makes the hub's tables in an empty database; a hub that is there already is left as it is. */
export async function makeHub(connection: HubConnection): Promise<Result<HubMade, Refusal>> {
  const state = await schemaState(connection.db);
  if (state.kind === 'none') return upgradeHub(connection);
  const hub = requireCurrent(state);
  return hub.ok ? ok({ hub: hub.value, steps: [] }) : hub;
}

/**
 * Brings the tables up to date, on a server also the queue of jobs, and closes the database to everybody but the hub's
 * machines.
 */
export async function upgradeHub({
  db,
  pool,
}: Pick<HubConnection, 'db' | 'pool'>): Promise<Result<HubMade, Refusal>> {
  const steps = await migrateHub(db);
  if (!steps.ok) return steps;
  const hub = requireCurrent(await schemaState(db));
  if (!hub.ok) return hub;
  const { rows } = await sql<{ name: string }>`SELECT current_database() AS name`.execute(db);
  const database = sql.id(rows[0]?.name ?? '');
  await sql`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`.execute(db);
  await sql`REVOKE ALL ON SCHEMA public FROM PUBLIC`.execute(db);
  const machines = sql.id(roleOfMachines(hub.value));
  await sql`GRANT CONNECT ON DATABASE ${database} TO ${machines}`.execute(db);
  if (pool !== null) {
    const { installQueue } = await import('./jobs/queue.ts');
    await installQueue(pool, roleOfWorkers(hub.value));
  }
  return ok({ hub: hub.value, steps: steps.value });
}

export interface MachineRow {
  readonly device: string;
  readonly kind: MachineKind;
  readonly study: string;
  readonly place: string | null;
  readonly enrolledAt: string;
  readonly seenAt: string | null;
  readonly revokedAt: string | null;
  readonly revokedBecause: string | null;
  /** Parcels to or from the machine that nobody took yet. */
  readonly waiting: number;
  /** Entries of its ledger that the hub witnessed; null before the first checkpoint. */
  readonly witnessed: number | null;
}

export interface ConflictRow {
  readonly device: string;
  readonly kind: ConflictKind;
  readonly details: Readonly<Record<string, string | number>>;
  readonly times: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

export interface HubStatus {
  readonly schema: SchemaState;
  readonly machines: readonly MachineRow[];
  readonly conflicts: readonly ConflictRow[];
}

/** What stands in the hub for whoever asks: an administrator sees all of it, a machine what concerns it. */
export async function hubStatus(db: Database): Promise<HubStatus> {
  const schema = await schemaState(db);
  if (schema.kind !== 'current') return { schema, machines: [], conflicts: [] };
  return { schema, machines: await machines(db), conflicts: await conflicts(db) };
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

async function machines(db: Database): Promise<readonly MachineRow[]> {
  const rows = await db
    .selectFrom('hub.machine as m')
    .selectAll('m')
    .select([
      sql<string>`(SELECT count(*) FROM hub.parcel p WHERE m.device IN (p.sender, p.recipient)
        AND NOT EXISTS (SELECT FROM hub.receipt r WHERE r.parcel = p.number))`.as('waiting'),
      sql<string | null>`(SELECT c.entries FROM hub.checkpoint c WHERE c.device = m.device
        ORDER BY c.epoch DESC, c.entries DESC LIMIT 1)`.as('witnessed'),
    ])
    .orderBy('m.enrolled_at')
    .execute();
  return rows.map((row) => ({
    device: row.device,
    kind: row.kind,
    study: row.study,
    place: row.place,
    enrolledAt: row.enrolled_at.toISOString(),
    seenAt: instant(row.seen_at),
    revokedAt: instant(row.revoked_at),
    revokedBecause: row.revoked_because,
    waiting: Number(row.waiting),
    witnessed: row.witnessed === null ? null : Number(row.witnessed),
  }));
}

async function conflicts(db: Database): Promise<readonly ConflictRow[]> {
  const rows = await db.selectFrom('hub.conflict').selectAll().orderBy('first_at').execute();
  return rows.map((row) => ({
    device: row.device,
    kind: row.kind,
    details: row.details,
    times: Number(row.times),
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
  }));
}
