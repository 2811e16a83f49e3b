// Requirements: HUB-06, HUB-07
import { expect, test } from 'vitest';
import { deriveKey, sha256 } from '../../electron/node/crypto-random.ts';
import { connectPastDoor, troubleOf } from '../../electron/node/hub/exchange.ts';
import { machineLogin } from '../../electron/node/hub/login.ts';
import { exchangeKeys } from '../../electron/node/hub/shared-log.ts';
import { StudyOrder } from '../../electron/node/hub/study-order.ts';
import { systemClock } from '../../electron/node/system-clock.ts';
import { lockList, stockSites, subjectAt } from '../builders/list-life.ts';
import { openStudy } from '../builders/open-study.ts';
import { smallStudyText } from '../builders/small-study.ts';
import { seededRandom } from '../fakes/random.ts';
import { rawClient } from './fresh-database.ts';
import { enrolled, makeTestHub, must } from './machines.ts';

type Arms = readonly [first: string, second: string];

/** A study lives on a console that shares it: sizes, counts and clear columns of everything that the hub then holds. */
async function lived(arms: Arms): Promise<{ readonly rows: string; readonly bytes: Buffer }> {
  const made = await makeTestHub();
  const study = openStudy({
    definition: smallStudyText({ arms: arms.map((id) => [id, 1] as const) }),
    start: systemClock.now().instant,
    ports: { random: seededRandom('shared') },
  });
  const device = await enrolled(made, 'ZL-301', null);

  const settings = { hub: made.hub, address: made.address };
  const order = new StudyOrder({
    store: study.store,
    path: study.path,
    ports: study.ports,
    keys: exchangeKeys('test-store', deriveKey(sha256('a data key'), 'test')),
    founder: { device: study.device.id, publicKey: study.device.publicKey },
    connect: () => connectPastDoor(settings, machineLogin(made.hub, device)),
    trouble: (error) => troubleOf(made.address, error),
    objection: () => null,
    tokens: () => ({}),
    changed: () => undefined,
  });
  try {
    must(await order.catchUp());
    Object.assign(study.door, { sharedOrder: () => order });
    await stockSites(
      study,
      ['S001'],
      12,
      arms.map((id) => `kit-${id}`),
    );
    await study.must('stat', 'randomization.generate', {
      list: 'MAIN',
      parameters: { block: 4 },
      stratifyBy: ['site', 'sex'],
      slotsPerStratum: 8,
    });
    await lockList(study, 'MAIN');
    for (let i = 0; i < 6; i += 1) {
      await study.must('pharma', 'subjects.allocate', subjectAt(`N-${i}`, 'S001', { sex: 'male' }));
    }
    return await dump(made.url);
  } finally {
    order.close();
    study.close();
    await made.owner.close();
  }
}

async function dump(url: string): Promise<{ readonly rows: string; readonly bytes: Buffer }> {
  const client = await rawClient(url);
  try {
    const ranges = await client.query(
      'SELECT first, last, size, content FROM hub.range ORDER BY last',
    );
    const keys = await client.query(
      'SELECT epoch, sequence, position FROM hub.entry_key ORDER BY position',
    );
    const contents = ranges.rows.map(({ content }) => content as Buffer);
    const shown = ranges.rows.map(({ content: _content, ...row }) => JSON.stringify(row));
    return {
      rows: [...shown, ...keys.rows.map((row) => JSON.stringify(row))].join('\n'),
      bytes: Buffer.concat(contents),
    };
  } finally {
    await client.end();
  }
}

test('whoever owns the hub sees the same ranges and sizes whichever arm has which name, and no entry', async () => {
  const [one, other] = await Promise.all([lived(['verum', 'sugar']), lived(['sugar', 'verum'])]);
  expect(one.rows.split('\n').length).toBeGreaterThan(20);
  expect(other.rows).toBe(one.rows);
  const text = Buffer.concat([one.bytes, other.bytes]).toString('latin1');
  expect(text).not.toMatch(/verum|sugar|subject|randomized/i);
});
