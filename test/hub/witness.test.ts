// Requirements: HUB-05
import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneSite } from '../../electron/node/drill/drill-mishaps.ts';
import { randomizeOffline } from '../../electron/node/drill/drill-site.ts';
import { verifySignature } from '../../electron/node/device.ts';
import type { Device } from '../../electron/node/device.ts';
import { sha256 } from '../../electron/node/crypto-random.ts';
import { hubStatus } from '../../electron/node/hub/administration.ts';
import type { MachineAtWork } from '../../electron/node/hub/own-ledger.ts';
import { postCheckpoint } from '../../electron/node/hub/witness.ts';
import { resourcesDirectory } from '../../electron/node/places.ts';
import { joinedStudy } from './joined-study.ts';
import { connectedAs, enrolled, makeTestHub } from './machines.ts';
import type { MadeHub } from './machines.ts';

let made: MadeHub;
beforeAll(async () => {
  made = await makeTestHub();
});
afterAll(() => made.owner.close());

/** A ledger of so many entries whose history is told apart by its name. */
function ledger(device: Device, history: string, entries: number, epoch = 1): MachineAtWork {
  const hashAt = (entry: number) =>
    entry < 1 || entry > entries ? null : hash('sha256', `${history} ${entry}`, 'hex');
  return {
    kind: 'console',
    storeId: 'store-1',
    device,
    epoch,
    entries: () => entries,
    hashAt,
    ownEntries: () => entries,
    ownHash: hashAt,
  };
}

const kindsOf = async (device: Device) =>
  (await hubStatus(made.owner.db)).conflicts
    .filter((conflict) => conflict.device === device.id)
    .map(({ kind, details }) => [kind, details['witnessed'], details['found']]);

it('an end is witnessed once, and later ends that go on from it', async () => {
  const device = await enrolled(made, 'ZL-301', null);
  const { db } = await connectedAs(made, device);
  const say = (entries: number) => postCheckpoint(db, made.hub, ledger(device, 'true', entries));
  expect([await say(10), await say(10), await say(25), await say(26)]).toEqual([
    'witnessed',
    'known',
    'witnessed',
    'witnessed',
  ]);
  expect(await kindsOf(device)).toEqual([]);
  const rows = await db.selectFrom('hub.checkpoint').selectAll().execute();
  expect(rows).toHaveLength(3);
  for (const { statement, signature } of rows) {
    expect(verifySignature(device.publicKey, sha256(statement), signature)).toBe(true);
  }
});

it.each([
  ['rolled-back', 'true', 12, 1],
  ['rewritten', 'other', 30, 1],
  ['rewritten', 'other', 20, 1],
  ['restored', 'true', 12, 2],
] as const)('%s: the console is told, with both ends', async (verdict, history, entries, epoch) => {
  const device = await enrolled(made, 'ZL-301', null);
  const watcher = await enrolled(made, 'ZL-301', null);
  const stranger = await enrolled(made, 'OTHER', null);
  const { db } = await connectedAs(made, device);
  await postCheckpoint(db, made.hub, ledger(device, 'true', 20));
  const now = ledger(device, history, entries, epoch);
  expect(await postCheckpoint(db, made.hub, now)).toBe(verdict);
  expect(await kindsOf(device)).toEqual([[verdict, 20, entries]]);
  const told = await hubStatus((await connectedAs(made, watcher)).db);
  expect(told.conflicts.map((conflict) => conflict.device)).toContain(device.id);
  const untold = await hubStatus((await connectedAs(made, stranger)).db);
  expect(untold.conflicts).toEqual([]);
  const witnessed = told.machines.find((row) => row.device === device.id)?.witnessed;
  expect(witnessed).toBe(verdict === 'restored' ? 12 : 20);
});

it('a restored ledger goes on in its new epoch, the old one does not', async () => {
  const device = await enrolled(made, 'ZL-301', null);
  const { db } = await connectedAs(made, device);
  const say = (history: string, entries: number, epoch: number) =>
    postCheckpoint(db, made.hub, ledger(device, history, entries, epoch));
  await say('true', 20, 1);
  expect(await say('true', 12, 2)).toBe('restored');
  expect(await say('true', 14, 2)).toBe('witnessed');
  expect(await say('true', 21, 1)).toBe('rolled-back');
});

it('a clone of a site machine is named, and both records come home to be judged', async () => {
  const joined = await joinedStudy();
  try {
    const { site, study, exchange } = joined;
    study.clock.advance(600);
    await randomizeOffline(site, study.console, { subject: 'C-0', sex: 'male', unusable: 0 });
    await exchange(site.core);
    const { folder, console } = study;
    const given = { folder, resources: resourcesDirectory(), console };
    const { original, clone } = await cloneSite(site, given);
    const first = await exchange(original.core);
    expect(first).toMatchObject({ witness: 'witnessed', records: [{ said: 'posted' }] });
    const second = await exchange(clone.core);
    expect(second.witness).toBe('rewritten');
    expect(second.records).toMatchObject([{ said: 'fork' }]);
    const again = await exchange(clone.core);
    expect(again.records).toEqual([]);
    const home = await exchange(console);
    expect(home.conflicts.map(({ kind }) => kind).toSorted()).toEqual(['fork', 'rewritten']);
    const { rows } = await console.must('reconciliation.items', { limit: 100 });
    expect(rows.filter(({ verdict }) => verdict === 'fork')).not.toEqual([]);
    original.core.close();
    clone.core.close();
  } finally {
    await joined.close();
  }
});
