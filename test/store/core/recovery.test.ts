// Requirements: TRU-04
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCore } from '../../../electron/node/core.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import { readKeyRing } from '../../../electron/node/key-ring.ts';
import { machinePorts } from '../../../electron/node/machine-ports.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { recoverStore } from '../../../electron/node/store-file/recover-store.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import { cheap } from '../../builders/study-core.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cachet-recovery-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const settings = (dataDirectory: string) => ({
  dataDirectory,
  clock: systemClock,
  printer: machinePrinter,
  emit: () => undefined,
  isCancelled: () => false,
});

const coreIn = (dataDirectory: string, storePath?: string) =>
  createCore({
    ...settings(dataDirectory),
    resources: resourcesDirectory(),
    cost: cheap,
    ...(storePath === undefined ? {} : { storePath }),
  });

it('opens a study on another machine with enough shares, and only then', async () => {
  const path = join(folder, 'study.cachet');
  const founding = coreIn(join(folder, 'first'));
  const text = readFileSync(join(resourcesDirectory(), 'demonstration', 'study.yaml'));
  const created = await founding.dispatch({
    name: 'store.create',
    input: {
      path,
      definition: { name: 'study.yaml', base64: text.toString('base64') },
      administrator: { user: 'ada', printedName: 'Ada', passphrase: 'first administrator words' },
      pharmacist: { user: 'maren', printedName: 'Maren', passphrase: 'first pharmacist words' },
      recovery: { threshold: 2, shares: 3 },
    },
  });
  founding.close();
  const { recoveryShares: shares } = (created as { value: { recoveryShares: string[] } }).value;
  const second = join(folder, 'second');
  const recover = (given: readonly string[]) =>
    recoverStore(
      { dataDirectory: second, device: loadDevice(second) },
      machinePorts(settings(second)),
      {
        path,
        ring: readKeyRing(path),
        shares: given,
        user: 'maren',
        passphrase: 'second pharmacist words',
        reason: 'the laptop was lost',
        cost: cheap,
      },
    );
  const refused = await recover(shares.slice(0, 1));
  expect(!refused.ok && refused.error.rule).toBe('recovery-shares');
  expect(await recover(shares.slice(1))).toMatchObject({ ok: true, value: { user: 'maren' } });

  const core = coreIn(second, path);
  const signIn = { user: 'maren', passphrase: 'second pharmacist words' };
  const reply = await core.dispatch({ name: 'session.signIn', input: signIn });
  expect(reply).toMatchObject({ kind: 'ok', value: { user: { unblinded: true } } });
  const verified = await core.dispatch({ name: 'trail.verify', input: {} });
  expect(verified).toMatchObject({ kind: 'ok', value: { ok: true } });
  core.close();
  const old = coreIn(second, path);
  const former = { user: 'maren', passphrase: 'first pharmacist words' };
  expect(await old.dispatch({ name: 'session.signIn', input: former })).toMatchObject({
    kind: 'refused',
  });
  old.close();
});
