import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consolePlace, foundConsole } from '../../electron/node/drill/drill-console.ts';
import { drillCore, drillPassphrase, signedBy } from '../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../electron/node/drill/drill-core.ts';
import { loadDevice } from '../../electron/node/device.ts';
import { openKeyRing, readKeyRing } from '../../electron/node/key-ring.ts';
import { openDatabase } from '../../electron/node/open-database.ts';
import { tableDigest } from '../../electron/node/store-file/verify-store.ts';
import { secretsFor } from '../../electron/node/study-secret.ts';
import { enrolMachine } from '../../electron/node/hub/enrolment.ts';
import { resourcesDirectory } from '../../electron/node/places.ts';
import { systemClock } from '../../electron/node/system-clock.ts';
import { contracts } from '../../shared/contracts/index.ts';
import type { InputOf, ProcedureName } from '../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../shared/contracts/procedure.ts';
import { projectedTables } from '../../shared/store/projections/projections.ts';
import { addMilliseconds } from '../../shared/base/instant.ts';
import { urlAs } from './fresh-database.ts';
import { makeTestHub, must } from './machines.ts';
import type { MadeHub } from './machines.ts';

/** The clock of a machine, wrong by as much as it is told. */
class SkewedClock {
  minutes = 0;

  now() {
    const { instant, offsetMinutes } = systemClock.now();
    return { instant: addMilliseconds(instant, this.minutes * 60_000), offsetMinutes };
  }
}

/** One console of a shared study: a machine of its own with the file on it. */
export interface SharedConsole {
  readonly core: DrillCore;
  readonly clock: SkewedClock;
  readonly dataDirectory: string;
  readonly path: string;
  signIn(user: string): Promise<void>;
  /** The input with the signature of the administrator where the procedure asks for one. */
  signed<N extends ProcedureName>(name: N, input: object): Promise<InputOf<N>>;
}

/** A study that several consoles write, by way of a hub of its own. */
export interface SharedStudy {
  readonly made: MadeHub;
  readonly folder: string;
  readonly consoles: readonly SharedConsole[];
  /** A further machine joins in the name of a person. */
  join(user: string, url?: string): Promise<SharedConsole>;
  close(): Promise<void>;
}

/** A core for the data and file of a machine. */
export const consoleAt = (dataDirectory: string, path: string | null): SharedConsole => {
  const clock = new SkewedClock();
  const place = { dataDirectory, resources: resourcesDirectory() };
  const core = drillCore(path === null ? place : { ...place, storePath: path }, clock);
  return {
    core,
    clock,
    dataDirectory,
    path: path ?? '',
    signIn: async (user) => {
      await core.must('session.signIn', { user, passphrase: drillPassphrase });
    },
    signed: async (name, input) => {
      const { signatures }: ProcedureContract = contracts[name];
      return (signatures === undefined ? input : { ...input, signature: signedBy('ada') }) as never;
    },
  };
};

/** Founds a study on one console, connects and enrols it, and shares the study. */
export async function sharedStudy(sites = 2, hub?: MadeHub): Promise<SharedStudy> {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-shared-'));
  const place = consolePlace(folder, resourcesDirectory());
  await foundConsole(place, systemClock, { sites, kitsOfType: 20 });
  const made = hub ?? (await makeTestHub());
  const first = consoleAt(place.dataDirectory, place.path);
  const consoles = [first];
  const url = urlAs(made.url, '', '');
  await first.signIn('ada');
  await enrolAt(made, await first.core.must('hub.connect', { databaseUrl: url, hub: made.hub }));
  await first.core.must('hub.share', await first.signed('hub.share', {}));
  // Wraps from before open on the first machine only, until their people come in there once more.
  for (const user of ['maren', 'tomas', 'ada']) await first.signIn(user);
  return {
    made,
    folder,
    consoles,
    async join(user, through = url) {
      const other = await joined(made, first, join(folder, `c${consoles.length}`), user, through);
      consoles.push(other);
      return other;
    },
    async close() {
      for (const { core } of consoles) core.close();
      await made.owner.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function enrolAt(
  { owner }: MadeHub,
  asked: { readonly request: string; readonly fingerprint: string },
): Promise<void> {
  const { request, fingerprint } = asked;
  must(await enrolMachine(owner.db, { request, fingerprint, study: 'ZL-301', place: null }));
}

async function joined(
  made: MadeHub,
  first: SharedConsole,
  folder: string,
  user: string,
  databaseUrl: string,
): Promise<SharedConsole> {
  const path = join(folder, 'study.cachet');
  const other = consoleAt(join(folder, 'data'), null);
  const at = { databaseUrl, hub: made.hub };
  const asked = await other.core.must('hub.askToJoin', at);
  await enrolAt(made, asked);
  await first.signIn('ada');
  const wish = { code: asked.code, fingerprint: asked.codeFingerprint };
  await first.core.must('hub.admit', await first.signed('hub.admit', wish));
  await other.core.must('hub.join', { ...at, path, user, passphrase: drillPassphrase });
  await other.signIn(user);
  return { ...other, path };
}

/** Digests of the ledger and of all tables that follow from it; locks the console. */
export async function digestsOf(one: SharedConsole): Promise<readonly string[]> {
  const { core, dataDirectory, path } = one;
  await core.must('session.lock', {});
  const ring = readKeyRing(path);
  const machine = { dataDirectory, device: loadDevice(dataDirectory) };
  const deviceSecret = secretsFor(machine, ring.storeId);
  const given = { user: 'maren', passphrase: drillPassphrase, deviceSecret };
  const keys = await openKeyRing(ring, given);
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
