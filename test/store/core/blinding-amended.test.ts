// Requirements: TRU-02
import { afterEach, expect, it } from 'vitest';
import { loadDevice } from '../../../electron/node/device.ts';
import { openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import type { StoreKeys } from '../../../electron/node/key-ring.ts';
import { machinePorts } from '../../../electron/node/machine-ports.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { openStore } from '../../../electron/node/store-file/store-file.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import { record } from '../../../shared/app/record.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { passphraseFor, smallCore } from '../../builders/small-core.ts';
import { smallStudyText } from '../../builders/small-study.ts';

type Small = Awaited<ReturnType<typeof smallCore>>;
let small: Small;
afterEach(() => {
  small.core.close();
  small.bench.remove();
});

const meaning = 'I approve this version of the study definition';
const blindingTo = (blinding: string): string =>
  smallStudyText().replace(/^blinding: .*$/m, `blinding: ${blinding}`);

const amendTo = (text: string) =>
  small.core.ask('study.amend', {
    definition: { name: 'study.yaml', base64: Buffer.from(text).toString('base64') },
    reason: 'another design',
    signature: { user: 'phil', passphrase: passphraseFor('phil'), meaning },
  });

it('refuses to blind an open-label study whose blinded people hold the key, and names them', async () => {
  small = await smallCore(blindingTo('open-label'));
  await small.enter('phil');
  const reply = await amendTo(blindingTo('double-blind'));
  expect(reply).toMatchObject({ refusal: { rule: 'amendment-not-possible' } });
  const said = JSON.stringify(reply);
  for (const user of ['ada', 'quinn', 'ivy', 'sue', 'dora']) expect(said).toContain(`${user} (`);
  expect(said).not.toContain('phil (');
  expect(said).toContain('found a new study');
});

it('lets the blinding change while no blinded role holds the key', async () => {
  small = await smallCore(blindingTo('double-blind'));
  await small.enter('phil');
  expect((await amendTo(blindingTo('single-blind'))).kind).toBe('ok');
});

/** As an earlier version let an open-label study become blinded: by the entry alone, the wraps stayed. */
async function amendedBefore(): Promise<void> {
  small = await smallCore(blindingTo('open-label'));
  const { path, dataDirectory } = small.bench;
  const machine = { dataDirectory, device: loadDevice(dataDirectory) };
  const keys = await openKeyRing(readKeyRing(path), {
    user: 'phil',
    passphrase: passphraseFor('phil'),
    deviceSecret: machine.device.secret,
  });
  const opened = openStore(path, (keys as StoreKeys).dataKey, machine);
  if (!opened.ok) throw new Error(opened.error.message);
  const { store } = opened.value;
  const definition = { ...currentDefinition(store.db).definition, blinding: 'double-blind' };
  const body = { version: 2, fileName: 'study.yaml', text: '', changes: ['blinding'] };
  const ports = machinePorts({
    dataDirectory,
    clock: systemClock,
    printer: machinePrinter,
    emit: () => undefined,
    isCancelled: () => false,
  });
  const now = systemClock.now();
  const { environment } = store;
  const by = { user: 'phil', printedName: 'Phil', role: 'unblinded-pharmacist' } as const;
  const context = { at: now.instant, offsetMinutes: now.offsetMinutes, environment, ...by };
  store.transaction(() =>
    record(
      {
        store,
        ports,
        sealer: null,
        context: { ...context, procedure: 'study.amend', requestId: null },
      },
      [{ event: { kind: 'study-defined', body: { ...body, definition: definition as never } } }],
    ),
  );
  opened.value.close();
}

it('gives a blinded role no sealer in a blinded study, whatever its wrap holds', async () => {
  await amendedBefore();
  await small.enter('sue');
  expect(await small.core.ask('session.status', {})).toMatchObject({
    value: { user: { unblinded: false } },
  });
  await small.enter('phil');
  expect(await small.core.ask('session.status', {})).toMatchObject({
    value: { user: { unblinded: true } },
  });
});

it('names blinded people who hold the key from before, until they change their passphrase', async () => {
  await amendedBefore();
  const warning = async () => {
    await small.enter('ada');
    const { tasks } = await small.core.must('today.get', {});
    return tasks.find(({ title }) => title.includes('the key to the arms'));
  };
  const wrapOf = (user: string) =>
    readKeyRing(small.bench.path).users.find((one) => one.user === user);
  expect((await warning())?.detail).toContain('Sue Site (site-user)');
  expect((await warning())?.detail).not.toContain('Phil');
  expect(wrapOf('sue')?.unblindingKey).not.toBeNull();
  await small.enter('sue');
  const change = { current: passphraseFor('sue'), next: 'nobody else knows these words' };
  await small.core.must('session.changePassphrase', change);
  expect(wrapOf('sue')?.unblindingKey).toBeNull();
  expect((await warning())?.detail).not.toContain('Sue');
  await small.enter('phil');
  const own = { current: passphraseFor('phil'), next: 'nobody else knows them either' };
  await small.core.must('session.changePassphrase', own);
  expect(wrapOf('phil')?.unblindingKey).not.toBeNull();
});

it('names nobody in a study that is open-label still, or was blinded from the start (control)', async () => {
  for (const blinding of ['open-label', 'double-blind']) {
    small = await smallCore(blindingTo(blinding));
    await small.enter('ada');
    const { tasks } = await small.core.must('today.get', {});
    expect(tasks.filter(({ title }) => title.includes('the key to the arms'))).toEqual([]);
    if (blinding === 'open-label') {
      small.core.close();
      small.bench.remove();
    }
  }
});
