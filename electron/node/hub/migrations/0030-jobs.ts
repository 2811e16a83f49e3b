import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { doorsOfConsoles } from './0030-jobs-console.ts';
import { doorsOfWorkers } from './0030-jobs-worker.ts';

const tables = [
  'ALTER TABLE hub.machine DROP CONSTRAINT machine_kind_check',
  `ALTER TABLE hub.machine ADD CONSTRAINT machine_kind_check
     CHECK (kind IN ('console', 'site', 'worker'))`,
  `CREATE TABLE hub.worker (
     device text PRIMARY KEY REFERENCES hub.machine,
     engine text NOT NULL CHECK (engine ~ '^[a-z0-9.-]{1,60}$'),
     box_key text NOT NULL CHECK (box_key ~ '^[0-9a-f]{64}$'),
     signature bytea NOT NULL CHECK (octet_length(signature) = 64))`,
  `CREATE TABLE hub.pool (
     pool text PRIMARY KEY CHECK (length(pool) BETWEEN 8 AND 100),
     device text NOT NULL REFERENCES hub.machine,
     threads integer NOT NULL CHECK (threads BETWEEN 1 AND 1024),
     session integer NOT NULL,
     started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     seen_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE TABLE hub.run (
     run text PRIMARY KEY CHECK (run ~ '^[0-9a-f]{32}$'),
     study text NOT NULL,
     console text NOT NULL REFERENCES hub.machine,
     engine text NOT NULL CHECK (engine ~ '^[a-z0-9.-]{1,60}$'),
     jobs integer NOT NULL CHECK (jobs BETWEEN 1 AND 20000),
     parameters bytea NOT NULL CHECK (octet_length(parameters) BETWEEN 1 AND 67108864),
     signature bytea NOT NULL CHECK (octet_length(signature) = 64),
     session integer NOT NULL,
     posted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     seen_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  `CREATE TABLE hub.run_key (
     run text NOT NULL REFERENCES hub.run ON DELETE CASCADE,
     device text NOT NULL REFERENCES hub.machine,
     sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 1 AND 500),
     PRIMARY KEY (run, device))`,
  `CREATE TABLE hub.result (
     run text NOT NULL REFERENCES hub.run ON DELETE CASCADE,
     job integer NOT NULL,
     device text NOT NULL REFERENCES hub.machine,
     content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 67108864),
     signature bytea NOT NULL CHECK (octet_length(signature) = 64),
     PRIMARY KEY (run, job))`,
  // Sealed bytes cannot be compressed, so the server need not try.
  'ALTER TABLE hub.run ALTER COLUMN parameters SET STORAGE EXTERNAL',
  'ALTER TABLE hub.result ALTER COLUMN content SET STORAGE EXTERNAL',
];

/** Who may read which rows; results are handed out by functions only. */
const rules = [
  ['worker', 'device = hub.me() OR hub.is_console() AND hub.is_of_my_study(device)'],
  ['pool', 'device = (SELECT hub.me()) OR hub.is_console() AND hub.is_of_my_study(device)'],
  ['run', 'study = hub.my_study() AND (hub.is_console() OR hub.has_key(run))'],
  ['run_key', 'device = (SELECT hub.me())'],
  ['result', 'false'],
] as const;

const callable = {
  consoles: [
    'workers_there()',
    'post_run(text, text, integer, bytea, bytea, text[], bytea[])',
    'tend_run(text)',
    'take_results(text, integer)',
    'close_run(text)',
    'is_of_my_study(text)',
    'has_key(text)',
  ],
  workers: [
    'me()',
    'my_study()',
    'is_console()',
    'arrive()',
    'is_of_my_study(text)',
    'has_key(text)',
    'start_pool(text, text, integer, text, bytea)',
    'tend_pool(text)',
    'stop_pool(text)',
    'post_result(text, integer, text, bytea, bytea)',
  ],
};

/** Workers are a role of their own: what machines of sites and consoles may is not theirs. */
const access = (machines: string, workers: string): readonly string[] => [
  `CREATE ROLE ${workers} NOLOGIN`,
  // The name of the database is no parameter of GRANT.
  `DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${workers}', current_database()); END $$`,
  `GRANT USAGE ON SCHEMA hub TO ${workers}`,
  `GRANT SELECT ON hub.identity, hub.migration, hub.machine TO ${workers}`,
  `CREATE POLICY readable_by_workers ON hub.machine FOR SELECT TO ${workers}
     USING (device = hub.me() OR study = hub.my_study() AND kind = 'console')`,
  ...rules.flatMap(([table, holds]) => [
    `ALTER TABLE hub.${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY readable ON hub.${table} FOR SELECT TO ${machines}, ${workers} USING (${holds})`,
    `GRANT SELECT ON hub.${table} TO ${machines}, ${workers}`,
  ]),
  ...callable.consoles.map((name) => `GRANT EXECUTE ON FUNCTION hub.${name} TO ${machines}`),
  ...callable.workers.map((name) => `GRANT EXECUTE ON FUNCTION hub.${name} TO ${workers}`),
];

/** Machines that calculate, the runs they work on, and sealed results. */
export const jobs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { rows } = await sql<{ hub: string }>`SELECT hub FROM hub.identity`.execute(db);
    const machines = `cachet_${rows[0]?.hub}`;
    const functions = [...doorsOfConsoles, ...doorsOfWorkers];
    const closed = ['REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC'];
    const open = access(machines, `${machines}_workers`);
    for (const text of [...tables, ...functions, ...closed, ...open]) {
      await sql.raw(text).execute(db);
    }
  },
};
