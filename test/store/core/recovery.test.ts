// Requirements: TRU-04
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../electron/node/core.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import { readKeyRing } from '../../../electron/node/key-ring.ts';
import { machinePorts } from '../../../electron/node/machine-ports.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { recoverStore } from '../../../electron/node/store-file/recover-store.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import { dealtShares } from '../../builders/dealt-shares.ts';
import { cheap, copyStudy } from '../../builders/study-core.ts';

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

/** A study made on a machine of its own, with shares. */
async function founded(machine: string, path: string) {
  const founding = coreIn(machine);
  const text = readFileSync(join(resourcesDirectory(), 'demonstration', 'study.yaml'));
  const created = await founding.dispatch({
    name: 'store.create',
    input: {
      path,
      definition: { name: 'study.yaml', base64: text.toString('base64') },
      administrator: { user: 'ada', printedName: 'Ada', passphrase: ada, ownPassphrase: true },
      pharmacist: { user: 'maren', printedName: 'Maren', passphrase: maren, ownPassphrase: true },
    },
  });
  expect(created.kind).toBe('ok');
  const shares = await dealtShares(founding, ['maren', maren], [['ada', ada]], 2);
  founding.close();
  return shares;
}

const ada = 'first administrator words';
const maren = 'first pharmacist words';

it('opens a study on another machine with enough shares, and only then', async () => {
  const path = join(folder, 'study.cachet');
  const shares = await founded(join(folder, 'first'), path);
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
  expect(await recover(shares)).toMatchObject({ ok: true, value: { user: 'maren' } });

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

describe('a file that does not continue what this machine has seen', () => {
  let machine: string;
  let path: string;
  let old: string;
  let shares: readonly string[];
  let anchor: string;
  let core: ReturnType<typeof coreIn>;
  const pharmacist = { user: 'maren', passphrase: 'first pharmacist words' };
  const signIn = (input = pharmacist) => core.dispatch({ name: 'session.signIn', input });
  const recover = () =>
    core.dispatch({
      name: 'store.recover',
      input: { user: 'maren', passphrase: 'third pharmacist words', shares, reason: 'forgotten' },
    });
  /** Everything as it was: the study, its keys, and the checkpoint of the machine. */
  const everything = () => [path, `${path}.keys`, anchor].map((one) => readFileSync(one));

  beforeEach(async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    machine = join(own, 'machine');
    path = join(own, 'study.cachet');
    old = join(own, 'old.cachet');
    shares = await founded(machine, path);
    copyStudy(path, old);
    core = coreIn(machine, path);
    await signIn();
    await core.dispatch({ name: 'session.lock', input: {} });
    anchor = join(machine, 'anchors', `${readKeyRing(path).storeId}.json`);
  });
  afterEach(() => core.close());

  it('is recovered with an old key ring too, of which nothing that changed since comes back', async () => {
    await signIn();
    const change = { current: pharmacist.passphrase, next: 'other pharmacist words' };
    await core.dispatch({ name: 'session.changePassphrase', input: change });
    await core.dispatch({ name: 'session.lock', input: {} });
    copyFileSync(`${old}.keys`, `${path}.keys`);
    const admin = { user: 'ada', passphrase: 'second administrator words' };
    const input = { ...admin, shares: [...shares], reason: 'the key ring was lost' };
    expect(await core.dispatch({ name: 'store.recover', input })).toMatchObject({ kind: 'ok' });
    expect(await signIn(admin)).toMatchObject({ kind: 'ok' });
    expect((await signIn()).kind).toBe('refused');
    expect(readKeyRing(path).users.map(({ user }) => user)).toEqual(['ada']);
    const maren = { user: 'maren', passphrase: 'third pharmacist words' };
    const again = { ...input, ...maren, shares: [...shares] };
    expect(await core.dispatch({ name: 'store.recover', input: again })).toMatchObject({
      kind: 'ok',
    });
    expect(await signIn(maren)).toMatchObject({ kind: 'ok', value: { user: { unblinded: true } } });
  });

  it('is recovered only when it does', async () => {
    expect(await recover()).toMatchObject({ kind: 'ok' });
    expect(await signIn({ user: 'maren', passphrase: 'third pharmacist words' })).toMatchObject({
      kind: 'ok',
    });
  });

  it.each([
    ['store-rolled-back', () => copyStudy(old, path)],
    ['anchor-missing', () => rmSync(anchor)],
    [
      'anchor-forged',
      () => writeFileSync(anchor, readFileSync(anchor, 'utf8').replace('"epoch":1', '"epoch":2')),
    ],
  ])('is refused as %s, and the proof stays', async (rule, tamper) => {
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    tamper();
    const before = existsSync(anchor) ? everything() : null;
    expect(await recover()).toMatchObject({ kind: 'refused', refusal: { rule } });
    expect(existsSync(anchor)).toBe(before !== null);
    if (before !== null) expect(everything()).toEqual(before);
    expect(await signIn()).toMatchObject({ kind: 'refused', refusal: { rule } });
  });
});
