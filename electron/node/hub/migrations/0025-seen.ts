import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const steps = (machines: string): readonly string[] => [
  `CREATE TABLE hub.seen (
     study text NOT NULL,
     store text NOT NULL,
     device text NOT NULL REFERENCES hub.machine,
     last bigint NOT NULL CHECK (last >= 0),
     at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (study, store, device))`,
  `CREATE FUNCTION hub.note_seen(of_store text, up_to bigint) RETURNS void
   LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
   DECLARE here hub.machine := hub.arrive_console();
   BEGIN
     INSERT INTO hub.seen (study, store, device, last) VALUES (here.study, of_store, here.device, up_to)
     ON CONFLICT (study, store, device) DO UPDATE SET last = excluded.last, at = clock_timestamp();
   END $$`,
  'ALTER TABLE hub.seen ENABLE ROW LEVEL SECURITY',
  `CREATE POLICY readable ON hub.seen FOR SELECT TO ${machines}
     USING (hub.is_console() AND study = hub.my_study())`,
  `GRANT SELECT ON hub.seen TO ${machines}`,
  'REVOKE ALL ON FUNCTION hub.note_seen(text, bigint) FROM PUBLIC',
  `GRANT EXECUTE ON FUNCTION hub.note_seen(text, bigint) TO ${machines}`,
];

/** Up to where each console of a shared study has seen its order. */
export const seenOrder: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { rows } = await sql<{ hub: string }>`SELECT hub FROM hub.identity`.execute(db);
    const machines = `cachet_${(rows[0] as { readonly hub: string }).hub}`;
    for (const text of steps(machines)) await sql.raw(text).execute(db);
  },
};
