// Requirements: HUB-02
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../electron/node/hub/connection.ts';
import { enrolMachine, revokeMachine } from '../../electron/node/hub/enrolment.ts';
import { joinRequest } from '../../electron/node/hub/join-request.ts';
import { machineLogin } from '../../electron/node/hub/login.ts';
import type { Device } from '../../electron/node/device.ts';
import { rawClient, urlAs } from './fresh-database.ts';
import { connectedAs, enrolled, makeTestHub, must, newMachine, refusedBy } from './machines.ts';
import type { MadeHub } from './machines.ts';

const hash = (digit: string) => digit.repeat(64);
const seal = `decode(repeat('ab', 64), 'hex')`;
const record = (from: number, to: number, head: string, before = hash('0')) =>
  `SELECT hub.post_record(1, NULL, ${from}, ${to}, '${before}', '${head}', 'sealed', ${seal}) AS said`;
const pack = (device: string, name: string) =>
  `SELECT hub.post_pack('${device}', '${name}', '${hash('d')}', 'sealed pack', ${seal}) AS said`;

let made: MadeHub;
let console_: Device;
let site: Device;
let other: Device;
let stranger: Device;

beforeAll(async () => {
  made = await makeTestHub();
  console_ = await enrolled(made, 'ZL-301', null);
  site = await enrolled(made, 'ZL-301', 'S001');
  other = await enrolled(made, 'ZL-301', 'S002');
  stranger = await enrolled(made, 'OTHER', 'S001');
  for (const [device, sql] of [
    [console_, pack(site.id, 'P-1')],
    [console_, pack(other.id, 'P-2')],
    [other, record(1, 5, hash('5'))],
    [stranger, record(1, 3, hash('3'))],
  ] as const) {
    const client = await clientOf(device);
    expect((await client.query(sql)).rows[0]).toEqual({ said: 'posted' });
    await client.end();
  }
});
afterAll(() => made.owner.close());

/** Raw SQL with the login of a machine. */
function clientOf(device: Device): Promise<pg.Client> {
  const { user, password } = machineLogin(made.hub, device);
  return rawClient(urlAs(made.url, user, password));
}

async function hostile(device: Device): Promise<pg.Client> {
  const client = await clientOf(device);
  onTestFinished(() => client.end());
  return client;
}

const numbersOf = async (client: pg.Client, table: string): Promise<number> =>
  Number((await client.query(`SELECT count(*) AS n FROM hub.${table}`)).rows[0].n);

describe('a hostile site with a valid login and raw SQL', () => {
  it('sees its own parcels and itself, and nothing of other sites or studies', async () => {
    const client = await hostile(site);
    const parcels = await client.query('SELECT key, recipient FROM hub.parcel');
    expect(parcels.rows).toEqual([{ key: 'P-1', recipient: site.id }]);
    const machines = await client.query('SELECT device FROM hub.machine ORDER BY enrolled_at');
    expect(machines.rows.map(({ device }) => device)).toEqual([console_.id, site.id]);
    expect(await numbersOf(client, 'point')).toBe(0);
    expect(await numbersOf(client, 'conflict')).toBe(0);
    const watcher = await clientOf(console_);
    onTestFinished(() => watcher.end());
    expect(await numbersOf(watcher, 'parcel')).toBe(3);
    expect(await numbersOf(watcher, 'machine')).toBe(3);
  });

  it.each([
    `INSERT INTO hub.machine (device, login, kind, study, public_key) VALUES ('${'a'.repeat(16)}', session_user, 'console', 'ZL-301', '${hash('a')}')`,
    `UPDATE hub.machine SET kind = 'console', place = NULL`,
    `UPDATE hub.machine SET revoked_at = now(), revoked_because = 'x'`,
    `INSERT INTO hub.parcel (study, sender, kind, key, version, content, signature) VALUES ('ZL-301', 'x', 'record', '1', '1', 'x', 'x')`,
    `UPDATE hub.parcel SET content = 'other'`,
    'DELETE FROM hub.parcel',
    'TRUNCATE hub.parcel CASCADE',
    `DELETE FROM hub.conflict`,
    `INSERT INTO hub.receipt (parcel, device, outcome) SELECT number, recipient, 'taken' FROM hub.parcel`,
    `UPDATE hub.identity SET hub = '${'0'.repeat(16)}'`,
    `DELETE FROM hub.migration`,
    `ALTER TABLE hub.parcel DISABLE ROW LEVEL SECURITY`,
    `SELECT hub.note_conflict('x', 'fork', '{}')`,
    `SELECT hub.check_room('x')`,
    `SET SESSION AUTHORIZATION hub_owner`,
    `SET ROLE hub_owner`,
    `ALTER ROLE CURRENT_USER CREATEROLE`,
    `CREATE TABLE hub.mine (x int)`,
    `CREATE TABLE public.mine (x int)`,
    `CREATE TEMP TABLE machine (x int)`,
    `CREATE SCHEMA mine`,
    `COPY hub.parcel TO PROGRAM 'cat'`,
    `SELECT pg_read_file('postgresql.conf')`,
    `SELECT rolpassword FROM pg_authid`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> session_user`,
  ])('may not: %s', async (sql) => {
    const client = await hostile(site);
    await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot become another machine by setting what it likes', async () => {
    const client = await hostile(site);
    await client.query(`SET search_path = pg_temp, hub; SET ROLE cachet_${made.hub}`);
    expect((await client.query('SELECT hub.me() AS me')).rows).toEqual([{ me: site.id }]);
    expect(await numbersOf(client, 'parcel')).toBe(1);
    await client.query(`SET row_security = off`);
    await expect(client.query('SELECT * FROM hub.parcel')).rejects.toMatchObject({ code: '42501' });
  });

  it('posts only its own record, to its own study', async () => {
    const client = await hostile(site);
    for (const sql of [
      pack(other.id, 'P-9'),
      pack(site.id, 'P-9'),
      record(5, 4, hash('1')),
      `SELECT hub.take_parcel(number, 'taken', NULL) FROM generate_series(2, 4) number`,
    ]) {
      await expect(client.query(sql)).rejects.toMatchObject({ code: 'HB002' });
    }
    expect((await client.query(record(1, 2, hash('2')))).rows[0]).toEqual({ said: 'posted' });
    const posted = await made.owner.db
      .selectFrom('hub.parcel')
      .select(['study', 'sender', 'recipient'])
      .where('sender', '=', site.id)
      .execute();
    expect(posted).toEqual([{ study: 'ZL-301', sender: site.id, recipient: null }]);
  });

  it('cannot reach a machine of another study from a console either', async () => {
    const client = await hostile(console_);
    await expect(client.query(pack(stranger.id, 'P-9'))).rejects.toMatchObject({ code: 'HB002' });
    await expect(client.query(record(1, 2, hash('2')))).rejects.toMatchObject({ code: 'HB002' });
    const seen = await client.query(`SELECT DISTINCT study FROM hub.parcel`);
    expect(seen.rows).toEqual([{ study: 'ZL-301' }]);
  });
});

describe('the login of a machine', () => {
  it('belongs to one hub, and is refused with another key', async () => {
    const { user } = machineLogin(made.hub, site);
    const impostor = machineLogin(made.hub, { id: site.id, sign: newMachine().sign });
    expect(refusedBy(await connect(made.address, { ...impostor, user }))).toBe('hub-login');
    const elsewhere = machineLogin('0'.repeat(16), site);
    expect(refusedBy(await connect(made.address, { ...elsewhere, user }))).toBe('hub-login');
    expect(refusedBy(await connect(made.address, machineLogin(made.hub, newMachine())))).toBe(
      'hub-login',
    );
  });

  it('is given only for a whole request of this hub with the fingerprint that was read out', async () => {
    const machine = newMachine();
    const asked = joinRequest(made.hub, 'site', machine);
    const wish = { ...asked, study: 'ZL-301', place: 'S003' };
    const enrol = (change: Partial<typeof wish>) =>
      enrolMachine(made.owner.db, { ...wish, ...change });
    const elsewhere = joinRequest('0'.repeat(16), 'site', machine);
    const asConsole = asked.request.replace('.site.', '.console.');
    expect(refusedBy(await enrol({ fingerprint: 'AAAA' }))).toBe('fingerprint-differs');
    expect(refusedBy(await enrol({ request: asked.request.slice(0, -4) }))).toBe('hub-request');
    expect(refusedBy(await enrol({ request: asConsole }))).toBe('hub-request');
    expect(refusedBy(await enrol(elsewhere))).toBe('hub-request-other');
    expect(refusedBy(await enrol({ place: null as never }))).toBe('hub-place');
    expect(must(await enrol({}))).toMatchObject({ device: machine.id, again: false });
    expect(must(await enrol({}))).toMatchObject({ again: true });
    expect(refusedBy(await enrol({ place: 'S004' }))).toBe('hub-enrolled-elsewhere');
  });

  it('ends at once when the machine is revoked, for open connections too', async () => {
    const machine = await enrolled(made, 'ZL-301', 'S005');
    const open = await hostile(machine);
    expect(await numbersOf(open, 'machine')).toBe(2);
    must(await revokeMachine(made.owner.db, machine.id, 'Stolen.'));
    await expect(open.query('SELECT 1')).rejects.toThrow();
    expect(refusedBy(await connect(made.address, machineLogin(made.hub, machine)))).toBe(
      'hub-login',
    );
    const asked = joinRequest(made.hub, 'site', machine);
    const again = { ...asked, study: 'ZL-301', place: 'S005' };
    expect(refusedBy(await enrolMachine(made.owner.db, again))).toBe('hub-revoked');
    expect(refusedBy(await revokeMachine(made.owner.db, machine.id, 'Twice.'))).toBe(
      'hub-machine-unknown',
    );
  });

  it('of a console reaches its study', async () => {
    const { db } = await connectedAs(made, console_);
    const places = await db.selectFrom('hub.machine').select('place').execute();
    expect(places.map(({ place }) => place)).toEqual(expect.arrayContaining([null, 'S001']));
  });
});
