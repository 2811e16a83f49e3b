// Requirements: HUB-07
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { openKeyRing, readKeyRing } from '../../electron/node/key-ring.ts';
import { drillPassphrase } from '../../electron/node/drill/drill-core.ts';
import { openDatabase } from '../../electron/node/open-database.ts';
import { loadDevice } from '../../electron/node/device.ts';
import { secretsFor } from '../../electron/node/study-secret.ts';
import { tableDigest } from '../../electron/node/store-file/verify-store.ts';
import { projectedTables } from '../../shared/store/projections/projections.ts';
import { subjectAt } from '../builders/list-life.ts';
import { seededRandom } from '../fakes/random.ts';
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

/** Digests of the ledger and of all tables that follow from it, of a file that nobody has open. */
async function digests({ core, dataDirectory, path }: SharedConsole): Promise<readonly string[]> {
  await core.must('session.lock', {});
  const ring = readKeyRing(path);
  const machine = { dataDirectory, device: loadDevice(dataDirectory) };
  const deviceSecret = secretsFor(machine, ring.storeId);
  const keys = await openKeyRing(ring, {
    user: 'maren',
    passphrase: drillPassphrase,
    deviceSecret,
  });
  if (keys === null) throw new Error('the wrap does not open here');
  const database = openDatabase(path, keys.dataKey, { create: false });
  try {
    return [
      tableDigest(database, 'ledger', 'sequence'),
      ...projectedTables.map(
        ({ table, order }) => `${table} ${tableDigest(database, table, order)}`,
      ),
    ];
  } finally {
    database.close();
  }
}

const randomize = ({ core }: SharedConsole, subject: string, site: string) =>
  core.ask('subjects.allocate', subjectAt(subject, site, { sex: 'male' }));

it('two consoles that randomize at once use no slot and no kit twice, and end with the same file', async () => {
  const seed = 'two consoles';
  const random = seededRandom(seed);
  const numbers: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    const [a = 0] = random.bytes(1);
    const asked = [first, second].map((one, i) =>
      randomize(one, `T-${round}-${i}`, (a >> i) & 1 ? 'S001' : 'S002'),
    );
    for (const reply of await Promise.all(asked)) {
      expect(reply, seed).toMatchObject({ kind: 'ok' });
      if (reply.kind === 'ok') numbers.push(reply.value.randomizationNumber);
    }
  }
  expect(new Set(numbers).size).toBe(16);
  for (const { core } of [first, second, first, second]) {
    expect(await core.must('hub.exchange', {})).toMatchObject({ refusal: null });
  }
  for (const { core } of [first, second]) {
    const verified = await core.must('trail.verify', { replay: true });
    expect(verified.checks.filter(({ passed }) => !passed)).toEqual([]);
  }
  const [one, other] = [await digests(first), await digests(second)];
  expect(other).toEqual(one);
  expect(readFileSync(`${second.path}.keys`, 'utf8')).toBe(
    readFileSync(`${first.path}.keys`, 'utf8'),
  );
});
