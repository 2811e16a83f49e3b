import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const tables = [
  `CREATE TABLE hub.identity (
     hub text PRIMARY KEY CHECK (hub ~ '^[0-9a-f]{16}$'),
     made_at timestamptz NOT NULL DEFAULT now())`,
  'CREATE UNIQUE INDEX one_identity ON hub.identity ((true))',
  `CREATE TABLE hub.machine (
     device text PRIMARY KEY CHECK (device ~ '^[0-9a-f]{16}$'),
     login text NOT NULL UNIQUE,
     kind text NOT NULL CHECK (kind IN ('console', 'site')),
     study text NOT NULL CHECK (length(study) BETWEEN 1 AND 60),
     place text CHECK (length(place) BETWEEN 1 AND 60),
     public_key text NOT NULL CHECK (public_key ~ '^[0-9a-f]{64}$'),
     enrolled_at timestamptz NOT NULL DEFAULT now(),
     seen_at timestamptz,
     revoked_at timestamptz,
     revoked_because text,
     CHECK ((kind = 'site') = (place IS NOT NULL)),
     CHECK ((revoked_at IS NULL) = (revoked_because IS NULL)))`,
  `CREATE TABLE hub.parcel (
     number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     study text NOT NULL,
     sender text NOT NULL REFERENCES hub.machine,
     recipient text REFERENCES hub.machine,
     kind text NOT NULL CHECK (kind IN ('pack', 'record')),
     key text NOT NULL CHECK (length(key) BETWEEN 1 AND 120),
     version text NOT NULL CHECK (length(version) BETWEEN 1 AND 120),
     size integer GENERATED ALWAYS AS (octet_length(content)) STORED,
     content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 67108864),
     signature bytea NOT NULL CHECK (octet_length(signature) = 64),
     posted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     CHECK ((kind = 'pack') = (recipient IS NOT NULL)))`,
  `CREATE UNIQUE INDEX one_pack ON hub.parcel (recipient, key) WHERE kind = 'pack'`,
  `CREATE UNIQUE INDEX one_record ON hub.parcel (sender, key, version) WHERE kind = 'record'`,
  'CREATE INDEX parcel_study ON hub.parcel (study, number)',
  `CREATE TABLE hub.receipt (
     parcel bigint NOT NULL REFERENCES hub.parcel,
     device text NOT NULL REFERENCES hub.machine,
     outcome text NOT NULL CHECK (outcome IN ('taken', 'refused')),
     rule text CHECK (rule ~ '^[a-z0-9-]{1,60}$'),
     at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (parcel, device),
     CHECK ((outcome = 'refused') = (rule IS NOT NULL)))`,
  `CREATE TABLE hub.point (
     device text NOT NULL REFERENCES hub.machine,
     sequence bigint NOT NULL CHECK (sequence >= 1),
     hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
     epoch bigint NOT NULL CHECK (epoch >= 1),
     PRIMARY KEY (device, sequence, hash))`,
  `CREATE TABLE hub.checkpoint (
     device text NOT NULL REFERENCES hub.machine,
     store text NOT NULL CHECK (length(store) BETWEEN 1 AND 80),
     epoch bigint NOT NULL CHECK (epoch >= 1),
     entries bigint NOT NULL CHECK (entries >= 1),
     head text NOT NULL CHECK (head ~ '^[0-9a-f]{64}$'),
     statement text NOT NULL CHECK (length(statement) <= 1000),
     signature bytea NOT NULL CHECK (octet_length(signature) = 64),
     received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (device, store, epoch, entries))`,
  `CREATE TABLE hub.conflict (
     device text NOT NULL REFERENCES hub.machine,
     study text NOT NULL,
     kind text NOT NULL
       CHECK (kind IN ('fork', 'restored', 'rolled-back', 'rewritten', 'pack-twice')),
     details jsonb NOT NULL,
     times bigint NOT NULL DEFAULT 1,
     first_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     last_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     PRIMARY KEY (device, kind))`,
];

/** Functions that act for the hub: they look at who logged in, never at what a client says of itself. */
const asHub = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

const identities = [
  `CREATE FUNCTION hub.me() RETURNS text LANGUAGE sql STABLE ${asHub} AS $$
     SELECT device FROM hub.machine WHERE login = session_user AND revoked_at IS NULL $$`,
  `CREATE FUNCTION hub.my_study() RETURNS text LANGUAGE sql STABLE ${asHub} AS $$
     SELECT study FROM hub.machine WHERE login = session_user AND revoked_at IS NULL $$`,
  `CREATE FUNCTION hub.is_console() RETURNS boolean LANGUAGE sql STABLE ${asHub} AS $$
     SELECT coalesce(bool_or(kind = 'console'), false) FROM hub.machine
     WHERE login = session_user AND revoked_at IS NULL $$`,
  `CREATE FUNCTION hub.arrive() RETURNS hub.machine LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine;
   BEGIN
     UPDATE hub.machine SET seen_at = clock_timestamp()
       WHERE login = session_user AND revoked_at IS NULL RETURNING * INTO here;
     IF here.device IS NULL THEN
       RAISE EXCEPTION 'this login is of no enrolled machine' USING ERRCODE = 'HB001';
     END IF;
     RETURN here;
   END $$`,
  `CREATE FUNCTION hub.note_conflict(whose text, what text, facts jsonb) RETURNS void
   LANGUAGE sql ${asHub} AS $$
     INSERT INTO hub.conflict (device, study, kind, details)
       SELECT device, study, what, facts FROM hub.machine WHERE device = whose
     ON CONFLICT (device, kind) DO UPDATE
       SET times = hub.conflict.times + 1, last_at = clock_timestamp(), details = excluded.details $$`,
  `CREATE FUNCTION hub.check_room(whose text) RETURNS void LANGUAGE plpgsql ${asHub} AS $$
   BEGIN
     IF (SELECT coalesce(sum(size), 0) FROM hub.parcel p WHERE sender = whose
           AND NOT EXISTS (SELECT FROM hub.receipt r WHERE r.parcel = p.number)) > 268435456 THEN
       RAISE EXCEPTION 'more than 256 MiB of this machine wait unread' USING ERRCODE = 'HB003';
     END IF;
   END $$`,
];

const doors = [
  `CREATE FUNCTION hub.post_pack(to_device text, pack text, digest text, file bytea, sign bytea)
   RETURNS text LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive(); there hub.machine; known text;
   BEGIN
     SELECT * INTO there FROM hub.machine WHERE device = to_device FOR UPDATE;
     IF here.kind <> 'console' OR there.device IS NULL OR there.kind <> 'site'
        OR there.study <> here.study OR there.revoked_at IS NOT NULL THEN
       RAISE EXCEPTION 'this machine may not post a pack there' USING ERRCODE = 'HB002';
     END IF;
     SELECT version INTO known FROM hub.parcel
       WHERE kind = 'pack' AND recipient = to_device AND key = pack;
     IF known = digest THEN RETURN 'known'; END IF;
     IF known IS NOT NULL THEN
       PERFORM hub.note_conflict(here.device, 'pack-twice',
         jsonb_build_object('pack', pack, 'recipient', to_device));
       RETURN 'pack-twice';
     END IF;
     PERFORM hub.check_room(here.device);
     INSERT INTO hub.parcel (study, sender, recipient, kind, key, version, content, signature)
       VALUES (here.study, here.device, to_device, 'pack', pack, digest, file, sign);
     PERFORM pg_notify('cachet_hub', '');
     RETURN 'posted';
   END $$`,
  `CREATE FUNCTION hub.post_record(
     in_epoch bigint, since_known bigint, from_entry bigint, to_entry bigint, before text, head text,
     file bytea, sign bytea)
   RETURNS text LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive(); place text; ended text; last_known bigint; newest bigint;
     verdict text := 'posted';
   BEGIN
     IF here.kind <> 'site' OR from_entry < 1 OR to_entry < from_entry THEN
       RAISE EXCEPTION 'this machine may not post this record' USING ERRCODE = 'HB002';
     END IF;
     place := in_epoch || '.' || from_entry;
     ended := to_entry || '.' || head;
     IF EXISTS (SELECT FROM hub.parcel WHERE kind = 'record' AND sender = here.device
                  AND key = place AND version = ended) THEN RETURN 'known'; END IF;
     PERFORM hub.check_room(here.device);
     SELECT max(sequence), max(epoch) INTO last_known, newest
       FROM hub.point WHERE device = here.device;
     -- Something of this machine came in since it looked, perhaps from a connection that was cut: it looks again.
     IF since_known IS DISTINCT FROM last_known THEN RETURN 'stale'; END IF;
     IF from_entry - 1 < last_known
        OR EXISTS (SELECT FROM hub.point WHERE device = here.device AND sequence = from_entry - 1
                     AND hash <> before) THEN
       verdict := CASE WHEN in_epoch > newest THEN 'restored' ELSE 'fork' END;
       PERFORM hub.note_conflict(here.device, verdict, jsonb_build_object(
         'after', from_entry - 1, 'known', last_known, 'epoch', in_epoch));
     END IF;
     INSERT INTO hub.parcel (study, sender, kind, key, version, content, signature)
       VALUES (here.study, here.device, 'record', place, ended, file, sign);
     INSERT INTO hub.point (device, sequence, hash, epoch)
       SELECT here.device, to_entry, head, in_epoch
       UNION SELECT here.device, from_entry - 1, before, in_epoch WHERE from_entry > 1
     ON CONFLICT DO NOTHING;
     PERFORM pg_notify('cachet_hub', '');
     RETURN verdict;
   END $$`,
  `CREATE FUNCTION hub.take_parcel(which bigint, how text, why text) RETURNS void
   LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive();
   BEGIN
     IF NOT EXISTS (SELECT FROM hub.parcel WHERE number = which AND study = here.study
          AND (recipient = here.device OR recipient IS NULL AND here.kind = 'console')) THEN
       RAISE EXCEPTION 'this machine has no such parcel' USING ERRCODE = 'HB002';
     END IF;
     INSERT INTO hub.receipt (parcel, device, outcome, rule)
       VALUES (which, here.device, how, why)
     ON CONFLICT (parcel, device) DO UPDATE SET outcome = excluded.outcome, rule = excluded.rule
       WHERE hub.receipt.outcome = 'refused';
   END $$`,
  `CREATE FUNCTION hub.post_checkpoint(
     of_store text, in_epoch bigint, at_entry bigint, at_head text,
     since_entry bigint, since_head text, said text, sign bytea)
   RETURNS text LANGUAGE plpgsql ${asHub} AS $$
   DECLARE here hub.machine := hub.arrive(); last_one hub.checkpoint; verdict text;
   BEGIN
     SELECT * INTO last_one FROM hub.checkpoint WHERE device = here.device AND store = of_store
       ORDER BY epoch DESC, entries DESC LIMIT 1;
     IF last_one.device IS NULL THEN verdict := 'witnessed';
     ELSIF in_epoch = last_one.epoch AND at_entry = last_one.entries AND at_head = last_one.head THEN
       RETURN 'known';
     ELSIF in_epoch < last_one.epoch OR in_epoch = last_one.epoch AND at_entry < last_one.entries THEN
       verdict := 'rolled-back';
     ELSIF at_entry < last_one.entries THEN verdict := 'restored';
     ELSIF since_entry IS DISTINCT FROM last_one.entries OR since_head IS DISTINCT FROM last_one.head
           OR at_entry = last_one.entries AND at_head <> last_one.head THEN
       verdict := 'rewritten';
     ELSE verdict := 'witnessed';
     END IF;
     IF verdict <> 'witnessed' THEN
       PERFORM hub.note_conflict(here.device, verdict, jsonb_build_object(
         'store', of_store, 'witnessed', last_one.entries, 'found', at_entry, 'epoch', in_epoch));
     END IF;
     IF verdict IN ('witnessed', 'restored') THEN
       INSERT INTO hub.checkpoint (device, store, epoch, entries, head, statement, signature)
         VALUES (here.device, of_store, in_epoch, at_entry, at_head, said, sign);
     END IF;
     RETURN verdict;
   END $$`,
];

/** Who may read which rows; nobody but the functions above may write any. */
const rules = [
  [
    'machine',
    "device = hub.me() OR study = hub.my_study() AND (hub.is_console() OR kind = 'console')",
  ],
  [
    'parcel',
    'study = hub.my_study() AND (hub.is_console() OR sender = hub.me() OR recipient = hub.me())',
  ],
  [
    'receipt',
    'device = hub.me() OR parcel IN (SELECT number FROM hub.parcel WHERE sender = hub.me() OR hub.is_console())',
  ],
  ['point', 'device = hub.me()'],
  [
    'checkpoint',
    'device = hub.me() OR hub.is_console() AND device IN (SELECT device FROM hub.machine WHERE study = hub.my_study())',
  ],
  ['conflict', 'device = hub.me() OR hub.is_console() AND study = hub.my_study()'],
] as const;

const callable = [
  'me()',
  'my_study()',
  'is_console()',
  'arrive()',
  'post_pack(text, text, text, bytea, bytea)',
  'post_record(bigint, bigint, bigint, bigint, text, text, bytea, bytea)',
  'take_parcel(bigint, text, text)',
  'post_checkpoint(text, bigint, bigint, text, bigint, text, text, bytea)',
];

const access = (machines: string): readonly string[] => [
  `CREATE ROLE ${machines} NOLOGIN`,
  'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC',
  `GRANT USAGE ON SCHEMA hub TO ${machines}`,
  `GRANT SELECT ON hub.identity, hub.migration TO ${machines}`,
  ...rules.flatMap(([table, holds]) => [
    `ALTER TABLE hub.${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY readable ON hub.${table} FOR SELECT TO ${machines} USING (${holds})`,
    `GRANT SELECT ON hub.${table} TO ${machines}`,
  ]),
  ...callable.map((name) => `GRANT EXECUTE ON FUNCTION hub.${name} TO ${machines}`),
];

/** Machines, parcels sealed end to end, and checkpoints that the hub witnesses. */
export const mailbox: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const hub = randomBytes(8).toString('hex');
    for (const text of [...tables, ...identities, ...doors, ...access(`cachet_${hub}`)]) {
      await sql.raw(text).execute(db);
    }
    await sql`INSERT INTO hub.identity (hub) VALUES (${hub})`.execute(db);
  },
};
