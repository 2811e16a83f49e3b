import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { loadDevice } from '../../../electron/node/device.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import {
  keyRingPath,
  keyRingText,
  openKeyRing,
  readKeyRing,
} from '../../../electron/node/key-ring.ts';
import { makeRecovery } from '../../../electron/node/recovery.ts';
import { dealtShares } from '../../builders/dealt-shares.ts';
import { signatureFor } from '../../builders/signature-for.ts';
import { coreOn, copyStudy, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';
import { atWork } from '../lane.ts';
import type { Recipe } from './recipes.ts';

const sharesOf = (lane: Bench): string => `${lane.path}.shares`;
const copyOf = (lane: Bench): string => `${lane.path}.copy`;
const backupOf = (lane: Bench): string => `${lane.path}.backup`;

async function ask(
  lane: Bench,
  path: string,
  work: (core: TestCore) => ReturnType<TestCore['ask']>,
): Promise<readonly string[]> {
  const core = coreOn(lane, path);
  try {
    const reply = await work(core);
    if (reply.kind === 'ok') return [];
    return [reply.kind === 'refused' ? reply.refusal.rule : reply.kind];
  } finally {
    core.close();
  }
}

/** A blinded person writes a recovery of her own into the ring; the control has shares that were dealt. */
async function forgeRing(lane: Bench, harm: boolean): Promise<void> {
  const words = demonstrationPassphrase;
  const core = coreOn(lane);
  const dealt = await dealtShares(core, ['maren', words], [['ada', words]], 2);
  core.close();
  const ring = readKeyRing(lane.path);
  const deviceSecret = loadDevice(lane.dataDirectory).secret;
  const given = { user: 'helen', passphrase: words, deviceSecret };
  const keys = await openKeyRing(ring, given);
  if (keys === null) throw new Error('helen opens nothing');
  const own = { dataKey: keys.dataKey, unblindingKey: new Uint8Array(32) };
  const plan = { threshold: 2, shares: 2 };
  const { recovery, shares } = await makeRecovery(ring.storeId, own, plan);
  writeFileSync(keyRingPath(lane.path), keyRingText(harm ? { ...ring, recovery } : ring));
  writeFileSync(sharesOf(lane), JSON.stringify(harm ? shares : dealt));
}

const recoverTomas = (lane: Bench): Promise<readonly string[]> =>
  ask(lane, lane.path, (core) =>
    core.ask('store.recover', {
      user: 'tomas',
      passphrase: 'mist over quiet harbour 3',
      shares: JSON.parse(readFileSync(sharesOf(lane), 'utf8')) as string[],
      reason: 'the passphrase was lost',
    }),
  );

const ends = ['', '-wal', '-shm', '.keys'];

/** Maren's access ended; she hides the file that says so and chooses a copy from before. Nothing ended in the control. */
async function hidePresent(lane: Bench, harm: boolean): Promise<void> {
  await atWork(lane, async (core) => {
    const { path } = await core.must('backups.make', { place: lane.folder });
    copyFileSync(path, backupOf(lane));
    copyFileSync(keyRingPath(path), keyRingPath(backupOf(lane)));
  });
  copyStudy(lane.path, copyOf(lane));
  await atWork(lane, async (core) => {
    if (!harm) return;
    await signIn(core, 'ada');
    const signature = signatureFor('access.deactivateUser', 'ada');
    await core.must('access.deactivateUser', { user: 'maren', reason: 'left', signature });
  });
  for (const end of ends) {
    const path = `${lane.path}${end}`;
    if (harm && existsSync(path)) renameSync(path, `${path}.away`);
  }
}

const restoreAsMaren = (lane: Bench): Promise<readonly string[]> =>
  ask(lane, existsSync(lane.path) ? lane.path : copyOf(lane), (core) =>
    core.ask('backups.restore', {
      backup: backupOf(lane),
      reason: 'the disk broke',
      acceptsLoss: true,
      signature: signatureFor('backups.restore', 'maren'),
    }),
  );

/** Ways back to access that somebody without it contrives. */
export const wayBackRecipes: readonly Recipe[] = [
  {
    name: 'forged ring, then recover',
    tamper: forgeRing,
    attempt: recoverTomas,
    caughtBy: ['ring-rolled-back'],
  },
  {
    name: 'hidden present file',
    tamper: hidePresent,
    attempt: restoreAsMaren,
    caughtBy: ['restore-second-signer'],
  },
];
