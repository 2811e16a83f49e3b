import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDevice } from '../../../electron/node/device.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import { openDatabase } from '../../../electron/node/open-database.ts';
import { createStore } from '../../../electron/node/store-file/create-store.ts';
import { demonstrationDefinition } from '../../../electron/node/demonstration/demonstration-definition.ts';
import { machinePorts } from '../../../electron/node/machine-ports.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import { cheap, coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await demonstrationBench();
});
afterAll(() => bench.remove());

/** A study as schema 20 wrote it: before there were shipments. */
async function studyOfSchema20(path: string): Promise<void> {
  const device = loadDevice(bench.dataDirectory);
  const study = demonstrationDefinition(resourcesDirectory(), 'small');
  await createStore(
    { dataDirectory: bench.dataDirectory, device },
    machinePorts({
      dataDirectory: bench.dataDirectory,
      clock: systemClock,
      printer: machinePrinter,
      emit: () => undefined,
      isCancelled: () => false,
    }),
    {
      path,
      definition: study.definition,
      definitionText: study.text,
      fileName: study.fileName,
      users: [
        {
          user: 'maren',
          printedName: 'Maren Solberg',
          role: 'unblinded-pharmacist',
          passphrase: demonstrationPassphrase,
        },
      ],
      demonstration: 'no',
      cost: cheap,
    },
  );
  const credentials = { user: 'maren', passphrase: demonstrationPassphrase };
  const keys = await openKeyRing(readKeyRing(path), {
    ...credentials,
    deviceSecret: device.secret,
  });
  const database = openDatabase(path, (keys as { dataKey: Uint8Array }).dataKey, { create: false });
  database.exec(
    'DROP TABLE screening; DROP TABLE resupply_proposal; DROP TABLE cohort_list; DROP TABLE cohort; DROP TABLE shipment_kit; DROP TABLE shipment; DROP INDEX subject_by_folded_code; ALTER TABLE person DROP COLUMN public_key; PRAGMA user_version = 20',
  );
  database.close();
}

it('brings a study of schema 20 up to date after putting a copy beside it', async () => {
  const path = `${bench.folder}/old.cachet`;
  await studyOfSchema20(path);
  const core = coreOn(bench, path);
  expect((await signIn(core)).kind).toBe('ok');
  expect(existsSync(`${path}.schema-20`)).toBe(true);
  expect((await core.must('shipments.page', {})).total).toBe(0);
  expect((await core.must('trail.verify', {})).ok).toBe(true);
  core.close();
});
