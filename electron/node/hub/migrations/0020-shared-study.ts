import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const tables = [
  `CREATE TABLE hub.shared (
     study text NOT NULL,
     store text NOT NULL CHECK (length(store) BETWEEN 1 AND 80),
     last bigint NOT NULL DEFAULT 0,
     head text NOT NULL DEFAULT '' CHECK (head ~ '^([0-9a-f]{64})?$'),
     PRIMARY KEY (study, store))`,
  `CREATE TABLE hub.range (
     study text NOT NULL,
     store text NOT NULL,
     first bigint NOT NULL CHECK (first >= 1),
     last bigint NOT NULL CHECK (last >= first),
     head text NOT NULL CHECK (head ~ '^[0-9a-f]{64}$'),
     sender text NOT NULL REFERENCES hub.machine,
     size integer GENERATED ALWAYS AS (octet_length(content)) STORED,
     content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 67108864),
     posted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (study, store, last),
     FOREIGN KEY (study, store) REFERENCES hub.shared)`,
  `CREATE TABLE hub.entry_key (
     study text NOT NULL,
     store text NOT NULL,
     device text NOT NULL CHECK (device ~ '^[0-9a-f]{16}$'),
     epoch bigint NOT NULL,
     sequence bigint NOT NULL,
     position bigint NOT NULL,
     PRIMARY KEY (study, store, device, epoch, sequence))`,
  `CREATE TABLE hub.lease (
     study text NOT NULL,
     store text NOT NULL,
     place text NOT NULL CHECK (length(place) BETWEEN 1 AND 60),
     token bigint NOT NULL,
     holder text REFERENCES hub.machine,
     until timestamptz,
     given_by text REFERENCES hub.machine,
     statement text CHECK (length(statement) <= 1000),
     signature bytea CHECK (octet_length(signature) = 64),
     changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (study, store, place),
     CHECK ((holder IS NULL) = (until IS NULL)),
     CHECK ((given_by IS NULL) = (signature IS NULL)))`,
  'ALTER TABLE hub.conflict DROP CONSTRAINT conflict_kind_check',
  `ALTER TABLE hub.conflict ADD CONSTRAINT conflict_kind_check CHECK (kind IN
     ('fork', 'restored', 'rolled-back', 'rewritten', 'pack-twice', 'parted', 'clone', 'fenced'))`,
  'ALTER TABLE hub.parcel DROP CONSTRAINT parcel_kind_check',
  `ALTER TABLE hub.parcel ADD CONSTRAINT parcel_kind_check CHECK (kind IN ('pack', 'record', 'admission'))`,
  'ALTER TABLE hub.parcel DROP CONSTRAINT parcel_check',
  `ALTER TABLE hub.parcel ADD CONSTRAINT parcel_check CHECK ((kind = 'record') = (recipient IS NULL))`,
  `CREATE UNIQUE INDEX one_admission ON hub.parcel (recipient, key) WHERE kind = 'admission'`,
];

const asHub = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

const doors = [
  `CREATE FUNCTION hub.arrive_console() RETURNS hub.machine LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive();
   BEGIN
     IF here.kind <> 'console' THEN
       RAISE EXCEPTION 'only consoles share a study' USING ERRCODE = 'HB002';
     END IF;
     RETURN here;
   END $$`,
  // The one serializable step of a shared study: whoever is late looks again before anything of theirs counts.
  `CREATE FUNCTION hub.post_range(
     of_store text, from_entry bigint, to_entry bigint, before text, at_head text,
     places text[], tokens jsonb, devices text[], epochs bigint[], sequences bigint[], file bytea)
   RETURNS jsonb LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive_console(); there hub.shared; other hub.lease;
   BEGIN
     INSERT INTO hub.shared (study, store) VALUES (here.study, of_store) ON CONFLICT DO NOTHING;
     SELECT * INTO there FROM hub.shared WHERE study = here.study AND store = of_store FOR UPDATE;
     IF EXISTS (SELECT FROM hub.range WHERE study = here.study AND store = of_store
                  AND last = to_entry AND head = at_head) THEN
       RETURN jsonb_build_object('said', 'known');
     END IF;
     IF there.last < from_entry - 1 THEN RETURN jsonb_build_object('said', 'behind'); END IF;
     IF there.last > from_entry - 1 THEN RETURN jsonb_build_object('said', 'stale'); END IF;
     IF there.head <> before THEN
       PERFORM hub.note_conflict(here.device, 'parted', jsonb_build_object('after', there.last));
       RETURN jsonb_build_object('said', 'parted');
     END IF;
     IF to_entry - from_entry + 1 <> cardinality(sequences) OR cardinality(devices) <> cardinality(sequences)
        OR cardinality(epochs) <> cardinality(sequences) THEN
       RAISE EXCEPTION 'the range does not name its entries' USING ERRCODE = 'HB002';
     END IF;
     SELECT l.* INTO other FROM hub.lease l
       WHERE l.study = here.study AND l.store = of_store AND (l.place = ANY (places) OR l.place = '*')
         AND l.until > clock_timestamp() AND l.holder <> here.device
       ORDER BY l.place LIMIT 1;
     IF other.place IS NOT NULL THEN
       RETURN jsonb_build_object('said', 'held', 'place', other.place, 'holder', other.holder,
         'until', other.until);
     END IF;
     SELECT l.* INTO other FROM hub.lease l
       WHERE l.study = here.study AND l.store = of_store AND tokens ? l.place
         AND (tokens ->> l.place)::bigint <> l.token ORDER BY l.place LIMIT 1;
     IF other.place IS NOT NULL THEN
       PERFORM hub.note_conflict(here.device, 'fenced', jsonb_build_object(
         'place', other.place, 'token', (tokens ->> other.place)::bigint, 'newest', other.token));
       RETURN jsonb_build_object('said', 'fenced', 'place', other.place, 'token', other.token);
     END IF;
     IF EXISTS (SELECT FROM unnest(devices, epochs, sequences) AS k(device, epoch, sequence)
                JOIN hub.entry_key e ON e.study = here.study AND e.store = of_store
                  AND e.device = k.device AND e.epoch = k.epoch AND e.sequence = k.sequence) THEN
       PERFORM hub.note_conflict(here.device, 'fork', jsonb_build_object('after', there.last));
       RETURN jsonb_build_object('said', 'fork');
     END IF;
     INSERT INTO hub.entry_key (study, store, device, epoch, sequence, position)
       SELECT here.study, of_store, k.device, k.epoch, k.sequence, from_entry + k.place - 1
       FROM unnest(devices, epochs, sequences) WITH ORDINALITY AS k(device, epoch, sequence, place);
     INSERT INTO hub.range (study, store, first, last, head, sender, content)
       VALUES (here.study, of_store, from_entry, to_entry, at_head, here.device, file);
     UPDATE hub.shared SET last = to_entry, head = at_head
       WHERE study = here.study AND store = of_store;
     PERFORM pg_notify('cachet_hub', '');
     RETURN jsonb_build_object('said', 'posted');
   END $$`,
  `CREATE FUNCTION hub.report_clone(of_store text, at_entry bigint) RETURNS void
   LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive_console();
   BEGIN
     PERFORM hub.note_conflict(here.device, 'clone',
       jsonb_build_object('store', of_store, 'entry', at_entry));
   END $$`,
  `CREATE FUNCTION hub.post_admission(to_device text, of_store text, file bytea, sign bytea)
   RETURNS text LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive_console(); there hub.machine;
   BEGIN
     SELECT * INTO there FROM hub.machine WHERE device = to_device FOR UPDATE;
     IF there.device IS NULL OR there.kind <> 'console' OR there.study <> here.study
        OR there.revoked_at IS NOT NULL OR there.device = here.device THEN
       RETURN 'unknown';
     END IF;
     DELETE FROM hub.receipt r USING hub.parcel p
       WHERE p.number = r.parcel AND p.kind = 'admission' AND p.recipient = to_device AND p.key = of_store;
     DELETE FROM hub.parcel WHERE kind = 'admission' AND recipient = to_device AND key = of_store;
     INSERT INTO hub.parcel (study, sender, recipient, kind, key, version, content, signature)
       VALUES (here.study, here.device, to_device, 'admission', of_store, 'admission', file, sign);
     PERFORM pg_notify('cachet_hub', '');
     RETURN 'posted';
   END $$`,
  `CREATE FUNCTION hub.take_lease(of_store text, of_place text, hours integer)
   RETURNS jsonb LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive_console(); there hub.lease; wide hub.lease;
   BEGIN
     IF hours NOT BETWEEN 1 AND 720 THEN
       RAISE EXCEPTION 'a lease lasts 1 to 720 hours' USING ERRCODE = 'HB002';
     END IF;
     INSERT INTO hub.shared (study, store) VALUES (here.study, of_store) ON CONFLICT DO NOTHING;
     PERFORM FROM hub.shared WHERE study = here.study AND store = of_store FOR UPDATE;
     SELECT * INTO wide FROM hub.lease WHERE study = here.study AND store = of_store
       AND (of_place = '*' OR place IN (of_place, '*')) AND until > clock_timestamp()
       AND holder <> here.device ORDER BY place LIMIT 1;
     IF wide.place IS NOT NULL THEN
       RETURN jsonb_build_object('said', 'held', 'place', wide.place, 'holder', wide.holder,
         'until', wide.until);
     END IF;
     INSERT INTO hub.lease AS l (study, store, place, token, holder, until)
       VALUES (here.study, of_store, of_place, 1, here.device,
               clock_timestamp() + make_interval(hours => hours))
     ON CONFLICT (study, store, place) DO UPDATE SET
       token = CASE WHEN l.holder = here.device AND l.until > clock_timestamp()
                 THEN l.token ELSE l.token + 1 END,
       holder = here.device, until = excluded.until, changed_at = clock_timestamp(),
       given_by = NULL, statement = NULL, signature = NULL
     RETURNING * INTO there;
     PERFORM pg_notify('cachet_hub', '');
     RETURN jsonb_build_object('said', 'granted', 'place', there.place, 'holder', there.holder,
       'token', there.token, 'until', there.until);
   END $$`,
  `CREATE FUNCTION hub.give_lease(
     of_store text, of_place text, with_token bigint, to_device text, hours integer, said text, sign bytea)
   RETURNS jsonb LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive_console(); there hub.lease;
   BEGIN
     IF hours NOT BETWEEN 1 AND 720 THEN
       RAISE EXCEPTION 'a lease lasts 1 to 720 hours' USING ERRCODE = 'HB002';
     END IF;
     PERFORM FROM hub.shared WHERE study = here.study AND store = of_store FOR UPDATE;
     SELECT * INTO there FROM hub.lease
       WHERE study = here.study AND store = of_store AND place = of_place;
     IF there.holder IS DISTINCT FROM here.device OR there.token <> with_token
        OR there.until <= clock_timestamp() THEN
       RETURN jsonb_build_object('said', 'not-held');
     END IF;
     IF to_device IS NOT NULL AND NOT EXISTS (SELECT FROM hub.machine WHERE device = to_device
          AND study = here.study AND kind = 'console' AND revoked_at IS NULL) THEN
       RETURN jsonb_build_object('said', 'unknown');
     END IF;
     UPDATE hub.lease SET token = token + 1, holder = to_device,
         until = CASE WHEN to_device IS NULL THEN NULL
                   ELSE clock_timestamp() + make_interval(hours => hours) END,
         given_by = here.device, statement = said, signature = sign, changed_at = clock_timestamp()
       WHERE study = here.study AND store = of_store AND place = of_place RETURNING * INTO there;
     PERFORM pg_notify('cachet_hub', '');
     RETURN jsonb_build_object('said', 'given', 'place', there.place, 'holder', there.holder,
       'token', there.token, 'until', there.until);
   END $$`,
];

const ofMyStudy = 'hub.is_console() AND study = hub.my_study()';
const rules = [
  ['shared', ofMyStudy],
  ['range', ofMyStudy],
  ['lease', ofMyStudy],
] as const;

const callable = [
  'arrive_console()',
  'post_range(text, bigint, bigint, text, text, text[], jsonb, text[], bigint[], bigint[], bytea)',
  'report_clone(text, bigint)',
  'post_admission(text, text, bytea, bytea)',
  'take_lease(text, text, integer)',
  'give_lease(text, text, bigint, text, integer, text, bytea)',
];

const access = (machines: string): readonly string[] => [
  'ALTER TABLE hub.entry_key ENABLE ROW LEVEL SECURITY',
  ...rules.flatMap(([table, holds]) => [
    `ALTER TABLE hub.${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY readable ON hub.${table} FOR SELECT TO ${machines} USING (${holds})`,
    `GRANT SELECT ON hub.${table} TO ${machines}`,
  ]),
  ...callable.flatMap((name) => [
    `REVOKE ALL ON FUNCTION hub.${name} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION hub.${name} TO ${machines}`,
  ]),
];

/** One study on several consoles: the order of its entries, sealed, and who writes for a place. */
export const sharedStudy: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const text of [...tables, ...doors]) await sql.raw(text).execute(db);
    const { rows } = await sql<{ hub: string }>`SELECT hub FROM hub.identity`.execute(db);
    for (const text of access(`cachet_${(rows[0] as { readonly hub: string }).hub}`)) {
      await sql.raw(text).execute(db);
    }
  },
};
