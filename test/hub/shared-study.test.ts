// Requirements: HUB-07, HUB-08
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { hubStatus } from '../../electron/node/hub/administration.ts';
import { subjectAt } from '../builders/list-life.ts';
import { seededRandom } from '../fakes/random.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { urlAs } from './fresh-database.ts';
import { makeTestHub } from './machines.ts';
import { consoleAt, digestsOf, enrolAt, sharedStudy } from './shared-consoles.ts';
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
  core.ask('subjects.allocate', subjectAt(subject, site, { sex: 'male' }));

const exchanged = async (...consoles: readonly SharedConsole[]): Promise<void> => {
  for (const { core } of [...consoles, ...consoles]) {
    expect(await core.must('hub.exchange', {})).toMatchObject({ refusal: null });
  }
};

const expectSound = async ({ core }: SharedConsole): Promise<void> => {
  const { checks } = await core.must('trail.verify', { replay: true });
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
};

/** Both files hold the same entries and tables. */
async function expectSame(...consoles: readonly SharedConsole[]): Promise<void> {
  await exchanged(...consoles);
  const [one, ...others] = await Promise.all(consoles.map(digestsOf));
  for (const other of others) expect(other).toEqual(one);
  for (const each of consoles) await each.signIn('maren');
}

const conflicts = async (): Promise<readonly string[]> =>
  (await hubStatus(study.made.owner.db)).conflicts.map(({ kind }) => kind);

it('two consoles that randomize at once use no slot and no kit twice, and end with the same file', async () => {
  const random = seededRandom('two consoles');
  const numbers: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    const [a = 0] = random.bytes(1);
    const asked = [first, second].map((one, i) =>
      randomize(one, `T-${round}-${i}`, (a >> i) & 1 ? 'S001' : 'S002'),
    );
    for (const reply of await Promise.all(asked)) {
      expect(reply, 'seed "two consoles"').toMatchObject({ kind: 'ok' });
      if (reply.kind === 'ok') numbers.push(reply.value.randomizationNumber);
    }
  }
  expect(new Set(numbers).size).toBe(10);
  await expectSame(first, second);
  await expectSound(second);
  const rings = [first, second].map(({ path }) => readFileSync(`${path}.keys`, 'utf8'));
  expect(rings[1]).toBe(rings[0]);
  expect(await conflicts()).toEqual([]);
});

it('somebody added at one console signs in at the other, and out of both when the access ends', async () => {
  const passphrase = 'a first passphrase of hers';
  const person = {
    user: 'ines',
    printedName: 'Ines New',
    role: 'qa',
    sites: [],
    passphrase,
  } as const;
  await second.core.must('session.lock', {});
  await first.signIn('ada');
  await first.core.must('access.addUser', await first.signed('access.addUser', person));
  await second.signIn('maren');
  await second.core.must('hub.exchange', {});
  const came = await second.core.ask('session.signIn', { user: 'ines', passphrase });
  expect(came.kind).toBe('ok');
  const ended = { user: 'ines', reason: 'left' };
  await first.core.must(
    'access.deactivateUser',
    await first.signed('access.deactivateUser', ended),
  );
  await second.signIn('maren');
  await second.core.must('hub.exchange', {});
  expect(await second.core.ask('session.signIn', { user: 'ines', passphrase })).toMatchObject({
    kind: 'refused',
  });
  for (const one of [first, second]) await one.signIn('maren');
  await expectSame(first, second);
});

it('without its hub a console lets people in and records nothing, and says what to do', async () => {
  const { made } = study;
  await second.core.must('hub.connect', {
    databaseUrl: 'postgres://127.0.0.1:1/hub',
    hub: made.hub,
  });
  await second.signIn('maren');
  const reply = await randomize(second, 'AWAY-1', 'S001');
  expect(reply).toMatchObject({ kind: 'refused', refusal: { rule: 'hub-away' } });
  expect(JSON.stringify(reply)).toMatch(/backup envelopes/);
  await second.core.must('hub.connect', {
    databaseUrl: urlAs(made.url, '', ''),
    hub: made.hub,
  });
  await second.signIn('maren');
  expect(await randomize(second, 'AWAY-1', 'S001')).toMatchObject({ kind: 'ok' });
  await expectSame(first, second);
  const { rows } = await first.core.must('trail.page', { kind: 'signed-in', limit: 200 });
  const times = rows.map(({ at, user }) => `${at} ${user}`);
  expect(new Set(times).size).toBe(times.length);
});

it('a connection that is cut anywhere loses nothing that was acknowledged and doubles nothing', async () => {
  const { made } = study;
  if (made.address.kind !== 'server') throw new Error('a server is tested');
  const proxy = await cuttingProxy(made.address.port);
  onTestFinished(() => proxy.close());
  const through = new URL(urlAs(made.url, '', ''));
  through.port = String(proxy.port);
  const random = seededRandom('cut orders');
  await second.core.must('hub.connect', { databaseUrl: through.href, hub: made.hub });
  await second.signIn('maren');
  const outcomes = new Map<string, string>();
  for (let round = 0; round < 8; round += 1) {
    const [a = 0, b = 0] = random.bytes(2);
    proxy.cutAfter((a * 256 + b) % 9_000);
    const reply = await randomize(second, `C-${round}`, round % 2 === 0 ? 'S001' : 'S002');
    const said = reply.kind === 'refused' ? reply.refusal.rule : reply.kind;
    expect(['ok', 'hub-away', 'hub-unsure'], 'seed "cut orders"').toContain(said);
    outcomes.set(`C-${round}`, said);
    proxy.cutAfter(null);
    if (round % 3 === 0) await randomize(first, `D-${round}`, 'S002');
  }
  expect([...outcomes.values()]).toContain('ok');
  expect([...outcomes.values()]).toContain('hub-away');
  await second.core.must('hub.connect', { databaseUrl: urlAs(made.url, '', ''), hub: made.hub });
  await second.signIn('maren');
  await expectSame(first, second);
  const { rows } = await first.core.must('subjects.page', { limit: 200 });
  for (const [subject, said] of outcomes) {
    const found = rows.filter((row) => row.subject === subject).length;
    if (said !== 'hub-unsure') expect([subject, found]).toEqual([subject, said === 'ok' ? 1 : 0]);
  }
  expect(await conflicts()).toEqual([]);
});

it('a clock that differs from the hub is named, and nothing is recorded by it', async () => {
  second.clock.minutes = 11;
  await second.signIn('maren');
  expect(await randomize(second, 'CLOCK-1', 'S001')).toMatchObject({
    kind: 'refused',
    refusal: { rule: 'clock-differs' },
  });
  second.clock.minutes = 0;
  expect(await randomize(second, 'CLOCK-1', 'S001')).toMatchObject({ kind: 'ok' });
});

it('a copied console is named once both work', async () => {
  const copy = join(study.folder, 'copy');
  await second.core.must('session.lock', {});
  cpSync(join(second.dataDirectory, '..'), copy, { recursive: true });
  const twin = consoleAt(join(copy, 'data'), join(copy, 'study.cachet'));
  onTestFinished(() => twin.core.close());
  await twin.signIn('maren');
  await second.signIn('maren');
  await exchanged(second, twin);
  expect(await randomize(twin, 'TWIN-1', 'S001')).toMatchObject({ kind: 'ok' });
  await exchanged(second, first);
  expect(await conflicts()).toEqual(['clone']);
  await expectSame(first, second);
});

it('a hub whose disk is full is named, and the console goes on when there is room', async () => {
  const { db } = study.made.owner;
  await sql`CREATE FUNCTION hub.no_room() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$`.execute(db);
  await sql`CREATE TRIGGER full_disk BEFORE INSERT ON hub.range
    FOR EACH STATEMENT EXECUTE FUNCTION hub.no_room()`.execute(db);
  expect(await randomize(first, 'FULL-1', 'S002')).toMatchObject({
    kind: 'refused',
    refusal: { rule: 'hub-disk-full' },
  });
  await sql`DROP TRIGGER full_disk ON hub.range`.execute(db);
  expect(await randomize(first, 'FULL-1', 'S002')).toMatchObject({ kind: 'ok' });
});

it('what whoever owns the hub changed is not taken', async () => {
  const { db } = study.made.owner;
  await randomize(first, 'OWNER-1', 'S001');
  const last = sql`(SELECT max(last) FROM hub.range)`;
  const flip = (bit: number) =>
    sql`UPDATE hub.range SET content = set_byte(content, 100, get_byte(content, 100) # ${bit})
      WHERE last = ${last}`.execute(db);
  await flip(1);
  expect(await second.core.must('hub.exchange', {})).toMatchObject({
    refusal: { rule: 'shared-forged' },
  });
  await flip(1);
  await expectSame(first, second);
});

it('a hub that was lost is made again from the consoles, and they go on', async () => {
  const lostWith = await randomize(second, 'LAST-1', 'S002');
  expect(lostWith.kind).toBe('ok');
  await exchanged(first);
  const anew = await makeTestHub();
  onTestFinished(() => anew.owner.close());
  const at = { databaseUrl: urlAs(anew.url, '', ''), hub: anew.hub };
  for (const one of [first, second]) {
    await one.signIn('ada');
    await enrolAt(anew, await one.core.must('hub.connect', at));
    await one.signIn('ada');
  }
  await first.core.must('hub.share', await first.signed('hub.share', {}));
  for (const one of [first, second]) await one.signIn('maren');
  expect(await randomize(second, 'ANEW-1', 'S001')).toMatchObject({ kind: 'ok' });
  await expectSame(first, second);
  for (const one of [first, second]) await expectSound(one);
});
