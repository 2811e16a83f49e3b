import type { Verification } from '../../../shared/contracts/trail.ts';
import { readAnchor } from '../../node/anchor.ts';
import { openStoreDatabase } from '../../node/store-file/store-file.ts';
import { verifyStore } from '../../node/store-file/verify-store.ts';
import { pathFrom } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { accessStore, userOption } from '../store-access.ts';

async function verify(typed: Typed, io: Io): Promise<Ending> {
  const access = await accessStore(typed, io, pathFrom(io, typed.positionals[0] as string));
  if (!access.ok) return refused(access.error);
  const { path, machine, ring, keys } = access.value;
  const opened = openStoreDatabase(path, keys.dataKey);
  if (!opened.ok) return refused(opened.error);
  const database = opened.value;
  try {
    const verification = verifyStore({
      database,
      path,
      ring,
      anchor: readAnchor(
        machine.dataDirectory,
        { storeId: ring.storeId, founder: ring.founder.device },
        machine.device,
      ),
      replay: !typed.switches.has('no-replay'),
      job: {
        progress: (count, total, message) => io.say(`${message}: ${count} of ${total}`),
        cancelled: () => io.stop.aborted,
      },
    });
    const text = inWords(verification);
    return verification.ok
      ? done(verification, text)
      : { kind: 'failed', json: verification, text };
  } finally {
    database.close();
  }
}

const inWords = (verification: Verification): string =>
  [
    ...verification.checks.map(
      ({ check, passed, detail }) => `${passed ? 'holds ' : 'FAILED'}  ${check}: ${detail}`,
    ),
    ...(verification.firstBadEntry === null
      ? []
      : [
          `First bad entry: ${verification.firstBadEntry.entry} (${verification.firstBadEntry.problem})`,
        ]),
    verification.ok
      ? `The trail of ${verification.entries} entries verifies.`
      : 'The study does NOT verify.',
  ].join('\n');

export const command: Command = {
  positionals: [{ name: 'PATH', description: 'the study file' }],
  options: {
    ...userOption,
    'no-replay': { description: 'check chain, signatures, anchor and file only' },
  },
  output:
    'ok; entries; signaturesChecked; head: hash of the last entry; checks: [{check, passed, detail}]; firstBadEntry: {entry, problem} or null; milliseconds. Exit 1 when a check fails. Writes nothing.',
  examples: ['store verify ./demo.cachet', 'store verify ./study.cachet --user maren --json'],
  run: verify,
};
