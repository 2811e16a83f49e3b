import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';

/** What jobs of simulations are called in the queue. */
export const taskName = 'cachet-simulation';

/** The queue writes to nobody's console; what matters reaches people as refusals. */
export const silentLogger = new Logger(() => () => undefined);

const jobColumns = 'attempts, locked_by, locked_at, last_error, run_at, payload';

/** Each is looked up once a statement, however many jobs there are; a worker sees its own keys and pools only. */
const sealedToIt = `payload->>'run' IN (SELECT run FROM hub.run_key)`;
const heldByIt = 'locked_by IN (SELECT pool FROM hub.pool)';

/**
 * Workers find and finish jobs with the queue's own statements, so they touch its table of jobs: only those of runs whose
 * key was sealed to them, and only while nobody else holds them. The other tables show them nothing.
 */
const access = (workers: string): readonly string[] => [
  `INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('${taskName}') ON CONFLICT DO NOTHING`,
  'REVOKE ALL ON SCHEMA graphile_worker FROM PUBLIC',
  'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA graphile_worker FROM PUBLIC',
  `GRANT USAGE ON SCHEMA graphile_worker TO ${workers}`,
  `GRANT SELECT, INSERT ON graphile_worker._private_tasks TO ${workers}`,
  `GRANT SELECT, UPDATE (locked_by, locked_at) ON graphile_worker._private_job_queues TO ${workers}`,
  `GRANT SELECT, DELETE, UPDATE (${jobColumns}) ON graphile_worker._private_jobs TO ${workers}`,
  'DROP POLICY IF EXISTS cachet_tasks ON graphile_worker._private_tasks',
  `CREATE POLICY cachet_tasks ON graphile_worker._private_tasks FOR SELECT TO ${workers}
     USING (identifier = '${taskName}')`,
  'DROP POLICY IF EXISTS cachet_see ON graphile_worker._private_jobs',
  'DROP POLICY IF EXISTS cachet_hold ON graphile_worker._private_jobs',
  'DROP POLICY IF EXISTS cachet_finish ON graphile_worker._private_jobs',
  `CREATE POLICY cachet_see ON graphile_worker._private_jobs FOR SELECT TO ${workers}
     USING (${sealedToIt} AND (locked_by IS NULL OR ${heldByIt}))`,
  `CREATE POLICY cachet_hold ON graphile_worker._private_jobs FOR UPDATE TO ${workers}
     USING (${sealedToIt} AND (locked_by IS NULL OR ${heldByIt}))`,
  `CREATE POLICY cachet_finish ON graphile_worker._private_jobs FOR DELETE TO ${workers}
     USING (${sealedToIt} AND ${heldByIt})`,
  'DROP TRIGGER IF EXISTS cachet_keeps_payload ON graphile_worker._private_jobs',
  `CREATE TRIGGER cachet_keeps_payload BEFORE UPDATE ON graphile_worker._private_jobs FOR EACH ROW
     WHEN (new.payload::text <> old.payload::text) EXECUTE FUNCTION hub.keep_payload()`,
];

/** Makes or upgrades the queue of jobs in a hub's database, as its owner; may be repeated. */
export async function installQueue(pool: pg.Pool, workers: string): Promise<void> {
  await runMigrations({ pgPool: pool, logger: silentLogger });
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const text of access(workers)) await client.query(text);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
