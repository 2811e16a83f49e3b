// Requirements: HUB-04
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drillPassphrase as passphrase } from '../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../electron/node/drill/drill-site.ts';
import { revokeMachine } from '../../electron/node/hub/enrolment.ts';
import { padded, sizeClass, unpadded } from '../../electron/node/hub/parcel.ts';
import { exchangeOf, joinedStudy } from './joined-study.ts';
import type { JoinedStudy } from './joined-study.ts';
import { must, refusedBy } from './machines.ts';

let joined: JoinedStudy;
beforeAll(async () => {
  joined = await joinedStudy();
  joined.study.clock.advance(600);
});
afterAll(() => joined.close());

let randomized = 0;
const randomize = async (subjects: readonly string[]) => {
  for (const subject of subjects) {
    randomized += 1;
    const sex = randomized % 2 === 0 ? 'male' : 'female';
    await randomizeOffline(joined.site, joined.study.console, { subject, sex, unusable: 0 });
  }
};

const recorded = async () => {
  const { rows } = await joined.study.console.must('reconciliation.items', { limit: 100 });
  return rows.map(({ subject, verdict }) => `${subject} ${verdict}`).toSorted();
};

it('packs go down, records come up, and a repeated exchange moves nothing', async () => {
  const { site, study, exchange } = joined;
  await randomize(['H-1', 'H-2']);
  const up = await exchange(site.core);
  expect(up).toMatchObject({ witness: 'witnessed', taken: [], conflicts: [], left: null });
  expect(up.records.map(({ said }) => said)).toEqual(['posted']);
  await joined.issue('P-MORE');
  const home = await exchange(study.console);
  expect(home.packs.map(({ pack, said }) => `${pack} ${said}`)).toEqual([
    'P-S001 posted',
    'P-MORE posted',
  ]);
  expect(home.taken.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual(['record taken']);
  expect(await recorded()).toEqual(['H-1 matched', 'H-2 matched']);
  const down = await exchange(site.core);
  expect(down.taken.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
    'P-S001 taken',
    'P-MORE taken',
  ]);
  const { packs } = await site.core.must('site.status', {});
  expect(packs.map(({ pack }) => pack)).toContain('P-MORE');
  await exchange(site.core);
  await exchange(study.console);
  for (const core of [site.core, study.console, site.core]) {
    expect(await exchange(core)).toMatchObject({ packs: [], records: [], taken: [] });
  }
});

it('what was done during weeks without the hub comes in pieces that follow each other', async () => {
  const { site, study, exchange, made } = joined;
  await randomize(['W-1']);
  await exchange(site.core);
  await randomize(['W-2', 'W-3']);
  await exchange(site.core);
  const parcels = await made.owner.db
    .selectFrom('hub.parcel')
    .select(['key', 'version'])
    .where('kind', '=', 'record')
    .orderBy('number')
    .execute();
  const ranges = parcels.map(
    ({ key, version }) => [Number(key.split('.')[1]), Number(version.split('.')[0])] as const,
  );
  for (const [i, [first]] of ranges.entries()) {
    expect(first).toBe(i === 0 ? 1 : (ranges[i - 1]?.[1] ?? 0) + 1);
  }
  await exchange(study.console);
  expect((await recorded()).slice(-3)).toEqual(['W-1 matched', 'W-2 matched', 'W-3 matched']);
});

it('a parcel that was changed at the hub is refused by whom it is for, and by nobody else', async () => {
  const { site, study, exchange, made } = joined;
  await randomize(['F-1']);
  await exchange(site.core);
  const last = made.owner.db.selectFrom('hub.parcel').select((eb) => eb.fn.max('number').as('n'));
  const { content, number } = await made.owner.db
    .selectFrom('hub.parcel')
    .select(['content', 'number'])
    .where('number', '=', last as never)
    .executeTakeFirstOrThrow();
  const spoiled = Buffer.from(content);
  spoiled[200] = (spoiled[200] ?? 0) ^ 1;
  const put = (bytes: Buffer) =>
    made.owner.db
      .updateTable('hub.parcel')
      .set({ content: bytes })
      .where('number', '=', number)
      .execute();
  await put(spoiled);
  const home = await exchange(study.console);
  expect(home.taken).toMatchObject([{ outcome: 'refused', rule: 'hub-parcel-forged' }]);
  expect(await recorded()).not.toContain('F-1 matched');
  const receipts = await made.owner.db
    .selectFrom('hub.receipt')
    .select('rule')
    .where('outcome', '=', 'refused')
    .execute();
  expect(receipts).toEqual([{ rule: 'hub-parcel-forged' }]);
});

it('somebody who may not take records leaves them for somebody who may', async () => {
  const { study, exchange, site } = joined;
  await randomize(['L-1']);
  await exchange(site.core);
  await study.console.must('session.signIn', { user: 'ada', passphrase });
  const asAdministrator = await exchange(study.console);
  expect(asAdministrator.taken).toEqual([]);
  expect(asAdministrator.left).not.toBeNull();
  await study.console.must('session.signIn', { user: 'maren', passphrase });
  const asPharmacist = await exchange(study.console);
  expect(asPharmacist.taken.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
});

it('a machine that was revoked, and one that was told another hub, exchange nothing', async () => {
  const { site, settings, made, study } = joined;
  const wrong = { ...settings, hub: '0'.repeat(16) };
  expect(refusedBy(await exchangeOf(study.console, wrong))).toBe('hub-login');
  must(await revokeMachine(made.owner.db, site.device, 'The laptop is lost.'));
  expect(refusedBy(await exchangeOf(site.core, settings))).toBe('hub-login');
});

it('sizes fall into few classes, and padding takes nothing away', () => {
  const classes = new Set(Array.from({ length: 60_000 }, (_, i) => sizeClass(i + 1)));
  expect(classes.size).toBeLessThan(80);
  for (const size of [1, 4096, 4097, 33_333, 1_000_000]) {
    expect(sizeClass(size)).toBeGreaterThanOrEqual(size);
    expect(sizeClass(size)).toBeLessThanOrEqual(Math.max(4096, size * 1.12));
  }
  const text = Buffer.from('{"ümlaut":" "}');
  expect(unpadded(padded(text))).toEqual(text);
});
