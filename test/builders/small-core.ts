import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDevice } from '../../electron/node/device.ts';
import { machinePorts } from '../../electron/node/machine-ports.ts';
import { machinePrinter } from '../../electron/node/printer.ts';
import { createStore } from '../../electron/node/store-file/create-store.ts';
import { systemClock } from '../../electron/node/system-clock.ts';
import { parseStudyDefinition } from '../../shared/domain/study/parse-study-definition.ts';
import { cheap, coreOn } from './study-core.ts';
import type { Bench, TestCore } from './study-core.ts';
import { smallStudyText } from './small-study.ts';

const founders = [
  { user: 'ada', printedName: 'Ada Admin', role: 'administrator' },
  { user: 'phil', printedName: 'Phil Pharmacist', role: 'unblinded-pharmacist' },
  { user: 'quinn', printedName: 'Quinn Quality', role: 'qa' },
  { user: 'ivy', printedName: 'Ivy Inspector', role: 'inspector' },
  { user: 'sue', printedName: 'Sue Site', role: 'site-user', sites: ['S001'] },
  { user: 'dora', printedName: 'Dora Depot', role: 'depot-operator' },
] as const;

export const passphraseFor = (user: string): string => `a long passphrase of ${user}`;

/** The small study in a file of its own with people of six roles, made in a blink; on the real core. */
export async function smallCore(text = smallStudyText()): Promise<{
  readonly bench: Bench;
  readonly core: TestCore;
  enter(user: (typeof founders)[number]['user']): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-small-'));
  const dataDirectory = join(folder, 'data');
  const path = join(folder, 'study.cachet');
  const definition = parseStudyDefinition(text, 'study.yaml');
  if (!definition.ok) throw new Error(JSON.stringify(definition.error));
  const machine = { dataDirectory, device: loadDevice(dataDirectory) };
  const ports = machinePorts({
    dataDirectory,
    clock: systemClock,
    printer: machinePrinter,
    emit: () => undefined,
    isCancelled: () => false,
  });
  const [first, ...others] = founders.map((one) => ({
    ...one,
    passphrase: passphraseFor(one.user),
  }));
  const made = await createStore(machine, ports, {
    path,
    definition: definition.value,
    definitionText: text,
    fileName: 'study.yaml',
    users: [first as NonNullable<typeof first>, ...others],
    demonstration: 'no',
    cost: cheap,
  });
  if (!made.ok) throw new Error(made.error.message);
  const bench = { folder, dataDirectory, path, remove: () => rmSync(folder, { recursive: true }) };
  const core = coreOn(bench);
  const enter = async (user: string): Promise<void> => {
    await core.must('session.signIn', { user, passphrase: passphraseFor(user) });
  };
  return { bench, core, enter };
}

/** A little work, so that the trail has signed, sealed and critical entries. */
export async function someWork({
  core,
  enter,
}: Pick<Awaited<ReturnType<typeof smallCore>>, 'core' | 'enter'>): Promise<void> {
  await enter('phil');
  await core.must('lots.register', { lot: 'L1', expiry: '2031-01-31' });
  await core.must('kits.generate', {
    lot: 'L1',
    place: 'central',
    quantities: [{ kitType: 'kit-active', count: 3 }],
  });
  const { rows } = await core.must('kits.page', { limit: 2 });
  const numbers = rows.map(({ number }) => number);
  await core.must('kits.act', { action: 'quarantine', numbers, reason: 'a dented box' });
  await core.must('kits.act', {
    action: 'report-damaged',
    numbers: numbers.slice(0, 1),
    reason: 'torn',
  });
}
