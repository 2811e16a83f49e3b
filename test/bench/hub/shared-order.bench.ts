import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveKey, sha256 } from '../../../electron/node/crypto-random.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import type { Device } from '../../../electron/node/device.ts';
import { makeHub } from '../../../electron/node/hub/administration.ts';
import { connect } from '../../../electron/node/hub/connection.ts';
import { readDatabaseUrl } from '../../../electron/node/hub/database-url.ts';
import { enrolMachine } from '../../../electron/node/hub/enrolment.ts';
import { connectPastDoor, troubleOf } from '../../../electron/node/hub/exchange.ts';
import { joinRequest } from '../../../electron/node/hub/join-request.ts';
import { joinStudy } from '../../../electron/node/hub/join-study.ts';
import { machineLogin } from '../../../electron/node/hub/login.ts';
import { exchangeKeys } from '../../../electron/node/hub/shared-log.ts';
import { StudyOrder } from '../../../electron/node/hub/study-order.ts';
import type { KeyRing } from '../../../electron/node/key-ring.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Decided } from '../../../shared/app/record.ts';
import { openStudy } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { startPostgres } from '../../hub/postgres-server.ts';
import { atLeastRate, atMostSeconds } from '../suite.ts';
import type { Suite } from '../suite.ts';

const entries = 100_000;
const entriesOfCommit = 50;
const commands = 200;
const dataKey = deriveKey(sha256('a study that several consoles write'), 'bench');

function valueOf<T>(result: Result<T, { readonly message: string }>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

/** A study of so many entries at a hub on a server of its own. */
interface Shared {
  readonly study: OpenStudy;
  readonly order: StudyOrder;
  /** Makes the file of a further console; gives its entries. */
  join(): Promise<number>;
  close(): Promise<void>;
}

let shared: Promise<Shared> | undefined;

const screened = (from: number): readonly Decided[] =>
  Array.from({ length: entriesOfCommit }, (_, i) => ({
    event: { kind: 'subject-screened', body: { subject: `B-${from + i}`, site: 'S001' } },
  }));

async function share(): Promise<Shared> {
  const server = await startPostgres();
  const { address, login } = valueOf(readDatabaseUrl(server.url('postgres')));
  const owner = valueOf(await connect(address, login));
  const { hub } = valueOf(await makeHub(owner));
  const folder = mkdtempSync(join(tmpdir(), 'cachet-bench-order-'));
  const study = openStudy({ start: systemClock.now().instant });
  for (let i = 0; i < entries; i += entriesOfCommit) study.recordNow(screened(i));
  const device = loadDevice(join(study.path, '..'));
  const asked = joinRequest(hub, 'console', device);
  valueOf(await enrolMachine(owner.db, { ...asked, study: 'BENCH', place: null }));
  const settings = { hub, address };
  const reach = () => connectPastDoor(settings, machineLogin(hub, device));
  const order = orderOf(study, reach, address);
  valueOf(await order.catchUp());
  Object.assign(study.door, { sharedOrder: () => order });
  let files = 0;
  return {
    study,
    order,
    async join() {
      files += 1;
      const { db, close } = valueOf(await reach());
      try {
        const joined = await joinStudy({
          db,
          machine: { dataDirectory: join(folder, `m${files}`), device },
          ports: study.ports,
          path: join(folder, `f${files}.cachet`),
          ring: ringOf(device, study),
          dataKey,
        });
        return valueOf(joined).entries;
      } finally {
        await close();
      }
    },
    async close() {
      order.close();
      study.close();
      await owner.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const orderOf = (
  study: OpenStudy,
  reach: () => ReturnType<typeof connectPastDoor>,
  address: Parameters<typeof troubleOf>[0],
): StudyOrder =>
  new StudyOrder({
    store: study.store,
    path: study.path,
    ports: study.ports,
    keys: exchangeKeys('test-store', dataKey),
    founder: { device: study.device.id, publicKey: study.device.publicKey },
    connect: reach,
    trouble: (error) => troubleOf(address, error),
    objection: () => null,
    tokens: () => ({}),
    changed: () => undefined,
  });

const ringOf = (device: Device, study: OpenStudy): KeyRing => ({
  format: 'cachet-keys/1',
  storeId: 'test-store',
  founder: { device: device.id, publicKey: study.device.publicKey },
  demonstration: 'no',
  users: [],
  recovery: null,
});

const theShared = (): Promise<Shared> => (shared ??= share());

async function close(): Promise<void> {
  await (await shared)?.close();
  shared = undefined;
}

let screenings = 0;

async function screen(): Promise<number> {
  const { study } = await theShared();
  for (let i = 0; i < commands; i += 1) {
    screenings += 1;
    await study.must('pharma', 'subjects.screen', { subject: `C-${screenings}`, site: 'S001' });
  }
  return commands;
}

export const sharedOrderSuites: readonly Suite[] = [
  {
    name: 'hub-order-catch-up',
    unit: 'entries',
    gate: async () => {
      const { study, join: joined } = await theShared();
      const last = study.db.prepare('SELECT max(sequence) AS n FROM ledger').get() as { n: number };
      if ((await joined()) !== last.n) throw new Error('the file of the new console is not whole');
    },
    ours: async () => (await theShared()).join(),
    goals: [atMostSeconds(30, 'a new console has 100,000 entries within 30 s')],
  },
  {
    name: 'hub-order-commands',
    unit: 'commands',
    gate: async () => {
      if ((await screen()) !== commands) throw new Error('commands were lost');
    },
    ours: screen,
    goals: [atLeastRate(20, 'a console records 20 commands a second in the common order')],
    close,
  },
];
