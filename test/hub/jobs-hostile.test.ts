// Requirements: HUB-02, HUB-21
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { machineLogin } from '../../electron/node/hub/login.ts';
import type { Device } from '../../electron/node/device.ts';
import { rawClient, urlAs } from './fresh-database.ts';
import { enrolledWorker } from './job-machines.ts';
import { enrolled, makeTestHub } from './machines.ts';
import type { MadeHub } from './machines.ts';

const bytes = (length: number) => `decode(repeat('ab', ${length}), 'hex')`;
const run = (digit: string) => digit.repeat(32);
const jobs = 'graphile_worker._private_jobs';

let made: MadeHub;
let worker: Device;
let other: Device;
let console_: Device;
let posting: pg.Client;
let working: pg.Client;

beforeAll(async () => {
  made = await makeTestHub();
  console_ = await enrolled(made, 'ZL-301', null);
  worker = await enrolledWorker(made, 'ZL-301');
  other = await enrolledWorker(made, 'ZL-301');
  posting = await clientOf(console_);
  working = await clientOf(other);
  await start(working, 'pool-other');
  await post(posting, run('a'), worker);
  await post(posting, run('b'), other);
});
afterAll(async () => {
  await posting.end();
  await working.end();
  await made.owner.close();
});

function clientOf(device: Device): Promise<pg.Client> {
  const { user, password } = machineLogin(made.hub, device);
  return rawClient(urlAs(made.url, user, password));
}

const start = (client: pg.Client, pool: string) =>
  client.query(
    `SELECT hub.start_pool('${pool}', 'cachet-engine-4', 1, '${'c'.repeat(64)}', ${bytes(64)})`,
  );

const post = (client: pg.Client, name: string, to: Device) =>
  client.query(
    `SELECT hub.post_run('${name}', 'cachet-engine-4', 2, ${bytes(100)}, ${bytes(64)},
       ARRAY['${to.id}'], ARRAY[${bytes(92)}])`,
  );

async function hostile(device: Device): Promise<pg.Client> {
  const client = await clientOf(device);
  onTestFinished(() => client.end());
  return client;
}

const valuesOf = async (client: pg.Client, sql: string): Promise<readonly unknown[]> =>
  (await client.query({ text: sql, rowMode: 'array' })).rows.map(([value]) => value);

describe('a hostile worker with a valid login and raw SQL', () => {
  it('sees itself, the consoles of its study and what was sealed to it', async () => {
    const client = await hostile(worker);
    await enrolled(made, 'ZL-301', 'S001');
    expect(await valuesOf(client, 'SELECT device FROM hub.machine ORDER BY enrolled_at')).toEqual([
      console_.id,
      worker.id,
    ]);
    expect(await valuesOf(client, 'SELECT run FROM hub.run')).toEqual([run('a')]);
    expect(await valuesOf(client, 'SELECT run FROM hub.run_key')).toEqual([run('a')]);
    expect(await valuesOf(client, `SELECT DISTINCT payload->>'run' FROM ${jobs}`)).toEqual([
      run('a'),
    ]);
    expect(await valuesOf(client, 'SELECT pool FROM hub.pool')).toEqual([]);
    expect(await valuesOf(client, 'SELECT device FROM hub.worker')).toEqual([]);
    // The negative control: whoever else it was sealed to sees just that.
    expect(await valuesOf(working, 'SELECT run FROM hub.run')).toEqual([run('b')]);
  });

  it.each([
    'SELECT * FROM hub.parcel',
    'SELECT * FROM hub.receipt',
    'SELECT * FROM hub.point',
    'SELECT * FROM hub.checkpoint',
    'SELECT * FROM hub.conflict',
    `SELECT hub.post_checkpoint('s', 1, 1, 'x', NULL, NULL, 'x', 'x')`,
    `SELECT hub.take_parcel(1, 'taken', NULL)`,
    `SELECT hub.close_run('${run('a')}')`,
    `SELECT hub.take_results('${run('a')}', 10)`,
    `SELECT hub.tend_run('${run('a')}')`,
    `SELECT hub.drop_run('${run('a')}')`,
    `SELECT hub.drop_pool('pool-other', 0)`,
    `SELECT hub.clear_away()`,
    `SELECT hub.workers_there()`,
    `INSERT INTO hub.run_key SELECT run, device, sealed FROM hub.run_key`,
    `UPDATE hub.run SET engine = 'x'`,
    `DELETE FROM hub.pool`,
    `INSERT INTO hub.result VALUES ('${run('a')}', 0, 'x', 'x', 'x')`,
    `INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('other')`,
    `INSERT INTO ${jobs} (task_id) VALUES (1)`,
    `UPDATE ${jobs} SET key = 'mine'`,
    `UPDATE ${jobs} SET payload = json_build_object('run', '${run('a')}', 'job', 7)`,
    `UPDATE ${jobs} SET locked_by = 'pool-other', locked_at = now()`,
    `SELECT graphile_worker.add_job('cachet-simulation')`,
    `SELECT * FROM graphile_worker.migrations`,
    `ALTER TABLE ${jobs} DISABLE ROW LEVEL SECURITY`,
    `DROP TRIGGER cachet_keeps_payload ON ${jobs}`,
    `TRUNCATE ${jobs}`,
  ])('may not: %s', async (sql) => {
    const client = await hostile(worker);
    await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('holds, finishes and answers only jobs that it was given', async () => {
    const client = await hostile(worker);
    await start(client, 'pool-mine');
    const answer = (job: number, name: string, pool: string) =>
      valuesOf(client, `SELECT hub.post_result('${name}', ${job}, '${pool}', 'x', ${bytes(64)})`);
    expect(await answer(0, run('a'), 'pool-mine')).toEqual([false]);
    await working.query(`UPDATE ${jobs} SET locked_by = 'pool-other', locked_at = now()`);
    expect((await client.query(`DELETE FROM ${jobs}`)).rowCount).toBe(0);
    const held = await client.query(
      `UPDATE ${jobs} SET locked_by = 'pool-mine', locked_at = now() WHERE key = '${run('a')}.0'`,
    );
    expect(held.rowCount).toBe(1);
    expect(await answer(1, run('a'), 'pool-mine')).toEqual([false]);
    expect(await answer(0, run('b'), 'pool-other')).toEqual([false]);
    expect(await answer(0, run('a'), 'pool-mine')).toEqual([true]);
    const left = await made.owner.db
      .selectFrom(jobs as never)
      .selectAll()
      .execute();
    expect(left).toHaveLength(4);
    expect((await client.query(`DELETE FROM ${jobs}`)).rowCount).toBe(1);
    await client.query(`SELECT hub.stop_pool('pool-other')`);
    expect(await valuesOf(working, 'SELECT pool FROM hub.pool')).toEqual(['pool-other']);
  });
});

describe('a hostile console', () => {
  it('posts to workers of its own study only, and touches no run but its own', async () => {
    const strange = await hostile(await enrolled(made, 'OTHER', null));
    await expect(post(strange, run('c'), worker)).rejects.toMatchObject({ code: 'HB002' });
    await expect(post(posting, run('c'), console_)).rejects.toMatchObject({ code: 'HB002' });
    for (const sql of [`hub.take_results('${run('b')}', 9)`, `hub.tend_run('${run('b')}')`]) {
      await expect(strange.query(`SELECT ${sql}`)).rejects.toMatchObject({ code: 'HB005' });
    }
    await strange.query(`SELECT hub.close_run('${run('b')}')`);
    expect(await valuesOf(posting, 'SELECT run FROM hub.run ORDER BY run')).toEqual([
      run('a'),
      run('b'),
    ]);
    expect(await valuesOf(strange, 'SELECT run FROM hub.run')).toEqual([]);
    await expect(strange.query(`SELECT * FROM ${jobs}`)).rejects.toMatchObject({ code: '42501' });
  });
});
