import { join } from 'node:path';
import type { Clock } from '../../../shared/app/ports.ts';
import { loadDevice } from '../device.ts';
import { machinePorts } from '../machine-ports.ts';
import { machinePrinter } from '../printer.ts';
import { createStore } from '../store-file/create-store.ts';
import type { FirstUser } from '../store-file/create-store.ts';
import { drillCore, drillCost, drillPassphrase, signedBy } from './drill-core.ts';
import type { DrillCore } from './drill-core.ts';
import { drillDefinition, siteCode } from './drill-definition.ts';

export interface ConsolePlace {
  readonly dataDirectory: string;
  readonly path: string;
  readonly resources: string;
}

const people: readonly [Omit<FirstUser, 'passphrase'>, ...Omit<FirstUser, 'passphrase'>[]] = [
  { user: 'ada', printedName: 'Ada Drill', role: 'administrator' },
  { user: 'maren', printedName: 'Maren Drill', role: 'unblinded-pharmacist' },
  { user: 'tomas', printedName: 'Tomás Drill', role: 'unblinded-statistician' },
];

export const consolePlace = (folder: string, resources: string): ConsolePlace => ({
  dataDirectory: join(folder, 'console'),
  path: join(folder, 'console.cachet'),
  resources,
});

export interface DrillStudy {
  readonly sites: number;
  /** Kits of each type at each site. */
  readonly kitsOfType: number;
  /** Slots of the list in each stratum. */
  readonly slots?: number;
  readonly environment?: 'UAT' | 'PROD';
}

/** A study with a locked list by site and sex of so many slots a stratum, and kits of both arms at every site. */
export async function foundConsole(
  place: ConsolePlace,
  clock: Clock,
  { sites, kitsOfType, slots = 40, environment = 'UAT' }: DrillStudy,
): Promise<void> {
  const study = drillDefinition(sites, environment);
  const [first, ...others] = people.map((person) => ({ ...person, passphrase: drillPassphrase }));
  const created = await createStore(
    { dataDirectory: place.dataDirectory, device: loadDevice(place.dataDirectory) },
    machinePorts({
      dataDirectory: place.dataDirectory,
      clock,
      printer: machinePrinter,
      emit: () => undefined,
      isCancelled: () => false,
    }),
    {
      path: place.path,
      definition: study.definition,
      definitionText: study.text,
      fileName: 'drill.yaml',
      users: [first as FirstUser, ...others],
      demonstration: 'no',
      cost: drillCost,
    },
  );
  if (!created.ok) throw new Error(created.error.message);
  const core = drillCore({ ...place, storePath: place.path }, clock);
  try {
    await lockList(core, slots);
    await stock(core, sites, kitsOfType);
  } finally {
    core.close();
  }
}

async function lockList(core: DrillCore, slots: number): Promise<void> {
  await core.must('session.signIn', { user: 'tomas', passphrase: drillPassphrase });
  await core.must('randomization.generate', {
    list: 'MAIN',
    parameters: { blocks: [2, 4] },
    stratifyBy: ['site', 'sex'],
    slotsPerStratum: slots,
  });
  await core.must('randomization.verify', { list: 'MAIN' });
  for (const user of ['tomas', 'maren']) {
    await core.must('randomization.sign', { list: 'MAIN', signature: signedBy(user) });
  }
}

async function stock(core: DrillCore, sites: number, kitsOfType: number): Promise<void> {
  await core.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
  await core.must('lots.register', { lot: 'L-1', expiry: '2031-05-31' });
  const quantities = (times: number) =>
    ['kit-a', 'kit-p'].map((kitType) => ({ kitType, count: kitsOfType * times }));
  await core.must('kits.generate', {
    lot: 'L-1',
    place: 'central',
    quantities: quantities(sites),
  });
  for (let i = 0; i < sites; i += 1) {
    const place = siteCode(i);
    const sent = await core.must('kits.send', {
      from: 'central',
      to: place,
      quantities: quantities(1),
    });
    await core.must('kits.receive', { place, numbers: sent.numbers });
  }
}
