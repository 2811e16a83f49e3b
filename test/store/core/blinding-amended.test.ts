// Requirements: TRU-02
import { afterEach, expect, it } from 'vitest';
import { loadDevice } from '../../../electron/node/device.ts';
import {
  openKeyRing,
  readKeyRing,
  withUnblinding,
  writeKeyRing,
} from '../../../electron/node/key-ring.ts';
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

it('gives a blinded role no sealer in a blinded study, whatever its wrap holds', async () => {
  small = await smallCore(blindingTo('double-blind'));
  const { path, dataDirectory } = small.bench;
  const ring = readKeyRing(path);
  const deviceSecret = loadDevice(dataDirectory).secret;
  const of = (user: string) => ({ user, passphrase: passphraseFor(user), deviceSecret });
  const keys = await openKeyRing(ring, of('phil'));
  writeKeyRing(path, withUnblinding(ring, 'sue', keys?.unblindingKey as Uint8Array));
  expect((await openKeyRing(readKeyRing(path), of('sue')))?.unblindingKey).not.toBeNull();
  await small.enter('sue');
  expect(await small.core.ask('session.status', {})).toMatchObject({
    value: { user: { unblinded: false } },
  });
  await small.enter('phil');
  expect(await small.core.ask('session.status', {})).toMatchObject({
    value: { user: { unblinded: true } },
  });
});
