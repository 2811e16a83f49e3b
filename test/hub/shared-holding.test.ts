// Requirements: HUB-07, HUB-09
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineLogin } from '../../electron/node/hub/login.ts';
import { subjectAt } from '../builders/list-life.ts';
import { rawClient, urlAs } from './fresh-database.ts';
import { enrolled } from './machines.ts';
import { sharedStudy } from './shared-consoles.ts';
import type { SharedConsole, SharedStudy } from './shared-consoles.ts';

let study: SharedStudy;
let first: SharedConsole;
let second: SharedConsole;
beforeAll(async () => {
  study = await sharedStudy();
  second = await study.join('maren');
  first = study.consoles[0] as SharedConsole;
  await first.signIn('maren');
});
afterAll(() => study.close());

const randomize = ({ core }: SharedConsole, subject: string, site: string) =>
  core.ask('subjects.allocate', subjectAt(subject, site, { sex: 'female' }));
const deviceOf = async ({ core }: SharedConsole): Promise<string> =>
  (await core.must('hub.status', {})).device;
const refusedAs = (rule: string) => ({ kind: 'refused', refusal: { rule } });

it('a place is written by the console that holds it, which hands it over', async () => {
  const [one, two] = [await deviceOf(first), await deviceOf(second)];
  const held = await first.core.must('hub.hold', { place: 'S001', hours: 1 });
  expect(held.token).toBe(1);
  const refused = await randomize(second, 'H-1', 'S001');
  expect(refused).toMatchObject(refusedAs('held-elsewhere'));
  expect(JSON.stringify(refused)).toContain(one);
  expect(await randomize(second, 'H-2', 'S002')).toMatchObject({ kind: 'ok' });
  expect(await randomize(first, 'H-3', 'S001')).toMatchObject({ kind: 'ok' });
  expect(await second.core.ask('hub.hold', { place: 'S001', hours: 1 })).toMatchObject(
    refusedAs('held-elsewhere'),
  );
  expect(
    await second.core.ask('hub.handOver', { place: 'S001', to: null, hours: 1 }),
  ).toMatchObject(refusedAs('lease-not-held'));
  await first.core.must('hub.handOver', { place: 'S001', to: two, hours: 1 });
  expect(await randomize(second, 'H-1', 'S001')).toMatchObject({ kind: 'ok' });
  expect(await randomize(first, 'H-4', 'S001')).toMatchObject(refusedAs('held-elsewhere'));
  const { shared } = await second.core.must('hub.exchange', {});
  expect(shared?.holdings).toMatchObject([{ place: 'S001', holder: two, token: 2 }]);
  expect(shared?.consoles.map(({ device }) => device).toSorted()).toEqual([one, two].toSorted());
  const { rows } = await second.core.must('trail.page', { kind: 'holder-set', limit: 10 });
  expect(rows).toHaveLength(2);
});

it('a holding ends with its time, and who goes on with the old token is told', async () => {
  const { db } = study.made.owner;
  await second.core.must('hub.exchange', {});
  await sql`UPDATE hub.lease SET until = clock_timestamp() - interval '1 second'`.execute(db);
  await first.core.must('hub.hold', { place: 'S001', hours: 1 });
  await first.core.must('hub.handOver', { place: 'S001', to: null, hours: 1 });
  expect(await randomize(second, 'H-5', 'S002')).toMatchObject(refusedAs('lease-fenced'));
  const { last } = await second.core.must('hub.exchange', {});
  expect(last?.conflicts.map(({ kind }) => kind)).toEqual(['fenced']);
  expect(await randomize(second, 'H-5', 'S002')).toMatchObject({ kind: 'ok' });
});

it('whoever holds the whole study is the only one who writes', async () => {
  await second.core.must('hub.hold', { place: '*', hours: 1 });
  expect(await randomize(first, 'H-6', 'S002')).toMatchObject(refusedAs('held-elsewhere'));
  expect(await first.core.ask('hub.hold', { place: 'S001', hours: 1 })).toMatchObject(
    refusedAs('held-elsewhere'),
  );
  await second.core.must('hub.handOver', { place: '*', to: null, hours: 1 });
  expect(await randomize(first, 'H-6', 'S002')).toMatchObject({ kind: 'ok' });
});

it('a hostile site with a valid login reads no range and may post, hold and hand over nothing', async () => {
  const { made } = study;
  const { user, password } = machineLogin(made.hub, await enrolled(made, 'ZL-301', 'S001'));
  const client = await rawClient(urlAs(made.url, user, password));
  const stranger = machineLogin(made.hub, await enrolled(made, 'OTHER', null));
  const other = await rawClient(urlAs(made.url, stranger.user, stranger.password));
  try {
    for (const asked of [client, other]) {
      for (const table of ['range', 'shared', 'lease', 'seen']) {
        expect((await asked.query(`SELECT * FROM hub.${table}`)).rows).toEqual([]);
      }
      await expect(asked.query('SELECT * FROM hub.entry_key')).rejects.toThrow(/permission/);
      await expect(asked.query(`DELETE FROM hub.range`)).rejects.toThrow(/permission/);
    }
    const seal = `decode('ab', 'hex')`;
    for (const call of [
      `hub.post_range('s', 1, 1, '', repeat('a', 64), '{}', '{}', '{aaaaaaaaaaaaaaaa}', '{1}', '{1}', ${seal})`,
      `hub.report_clone('s', 1)`,
      `hub.post_admission('${'a'.repeat(16)}', 's', ${seal}, decode(repeat('ab', 64), 'hex'))`,
      `hub.take_lease('s', 'S001', 1)`,
      `hub.give_lease('s', 'S001', 1, NULL, 1, 'x', decode(repeat('ab', 64), 'hex'))`,
      `hub.note_seen('s', 1)`,
    ]) {
      await expect(client.query(`SELECT ${call}`), call).rejects.toMatchObject({ code: 'HB002' });
    }
  } finally {
    await client.end();
    await other.end();
  }
});

it('a study is not shared by way of a folder', async () => {
  await first.signIn('ada');
  const { made } = study;
  const sharing = await first.signed('hub.share', {});
  await first.core.must('hub.connect', { databaseUrl: 'pglite:./office', hub: made.hub });
  expect(await first.core.ask('hub.share', sharing)).toMatchObject(
    refusedAs('shared-needs-server'),
  );
  const databaseUrl = urlAs(made.url, '', '');
  await first.core.must('hub.connect', { databaseUrl, hub: made.hub });
  expect(await first.core.ask('hub.share', sharing)).toMatchObject({ kind: 'ok' });
  for (const [kind, meaning] of [
    ['study-shared', /I share this study among several consoles/],
    ['device-enrolled', /I admit this machine as a console of the study/],
  ] as const) {
    const { rows } = await first.core.must('trail.page', { kind, limit: 1 });
    expect(rows[0]?.signed).toMatch(meaning);
  }
});
