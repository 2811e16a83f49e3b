// Requirements: HUB-04
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { makeHub } from '../../electron/node/hub/administration.ts';
import { connect } from '../../electron/node/hub/connection.ts';
import { readDatabaseUrl } from '../../electron/node/hub/database-url.ts';
import { exchange } from '../../electron/node/hub/exchange.ts';
import { seededRandom } from '../fakes/random.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { freshDatabase } from './fresh-database.ts';
import { growingMachine } from './growing-machine.ts';
import { enrolled, must, refusedBy } from './machines.ts';
import type { MadeHub } from './machines.ts';
import { startPostgres } from './postgres-server.ts';
import type { PostgresServer } from './postgres-server.ts';

/** A server of its own, since it is killed here. */
let server: PostgresServer;
let url = '';
let made: MadeHub;

async function openHub(): Promise<MadeHub> {
  const { address, login } = must(readDatabaseUrl(url));
  const owner = must(await connect(address, login));
  return { url, owner, address, hub: must(await makeHub(owner)).hub };
}

beforeAll(async () => {
  server = await startPostgres();
  url = await freshDatabase(server.url(''));
  made = await openHub();
});
afterAll(async () => {
  await made.owner.close();
  await server.stop();
});

/** First and last entries of what the hub has of a machine. */
const ranges = async (device: string) =>
  (
    await made.owner.db
      .selectFrom('hub.parcel')
      .select(['key', 'version'])
      .where('sender', '=', device)
      .orderBy('number')
      .execute()
  ).map(({ key, version }) => [Number(key.split('.')[1]), Number(version.split('.')[0])] as const);

/** Every entry once, in order, and no conflict. */
async function expectWhole(device: string, entries: number): Promise<void> {
  let next = 1;
  for (const [first, last] of await ranges(device)) {
    expect(first).toBe(next);
    next = last + 1;
  }
  expect(next).toBe(entries + 1);
  const conflicts = await made.owner.db
    .selectFrom('hub.conflict')
    .select('kind')
    .where('device', '=', device)
    .execute();
  expect(conflicts).toEqual([]);
}

it('a connection that is cut anywhere loses nothing and doubles nothing', async () => {
  const seed = 'cuts';
  const random = seededRandom(seed);
  const below = (limit: number): number => {
    const [a = 0, b = 0] = random.bytes(2);
    return (a * 256 + b) % limit;
  };
  const proxy = await cuttingProxy(server.port);
  onTestFinished(() => proxy.close());
  const { machine, ask, grow } = growingMachine(await enrolled(made, 'CUT', 'S001'));
  if (made.address.kind !== 'server') throw new Error('a server is tested');
  const settings = { hub: made.hub, address: { ...made.address, port: proxy.port } };
  const outcomes = new Set<string>();
  for (let round = 0; round < 40; round += 1) {
    grow(1 + below(4));
    // From the login to the end of an exchange about eight thousand bytes go up.
    proxy.cutAfter(1 + below(12_000));
    outcomes.add(refusedBy(await exchange(settings, machine, ask)));
  }
  expect([...outcomes].toSorted(), `seed ${seed}`).toEqual(['hub-away', 'not refused']);
  proxy.cutAfter(null);
  must(await exchange(settings, machine, ask));
  await expectWhole(machine.device.id, machine.ownEntries());
});

it('a machine that posts from two connections at once posts everything once', async () => {
  const { machine, ask, grow } = growingMachine(await enrolled(made, 'TWICE', 'S001'));
  const settings = { hub: made.hub, address: made.address };
  for (let round = 0; round < 5; round += 1) {
    grow(3);
    const both = await Promise.all([1, 2, 3].map(() => exchange(settings, machine, ask)));
    expect(both.map(refusedBy)).toEqual(Array(3).fill('not refused'));
  }
  const posted = await ranges(machine.device.id);
  expect(posted.at(-1)?.[1]).toBe(machine.ownEntries());
  await expectWhole(machine.device.id, machine.ownEntries());
});

it('a server that is killed and started again goes on where it was', async () => {
  const { machine, ask, grow } = growingMachine(await enrolled(made, 'KILL', 'S001'));
  const settings = { hub: made.hub, address: made.address };
  must(await exchange(settings, machine, ask));
  grow(5);
  const running = exchange(settings, machine, ask);
  await server.kill();
  expect(['hub-away', 'not refused']).toContain(refusedBy(await running));
  expect(refusedBy(await exchange(settings, machine, ask))).toBe('hub-away');
  await server.start();
  made = await openHub();
  grow(2);
  must(await exchange(settings, machine, ask));
  await expectWhole(machine.device.id, machine.ownEntries());
});
