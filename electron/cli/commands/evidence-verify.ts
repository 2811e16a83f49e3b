import { statSync } from 'node:fs';
import { refusal } from '../../../shared/base/refusal.ts';
import { faultInWords } from '../../../shared/ledger/evidence/pack-verdict.ts';
import { verifyPack } from '../../node/evidence/verify-pack.ts';
import { optionalText, pathFrom } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';

async function verify(typed: Typed, io: Io): Promise<Ending> {
  const folder = pathFrom(io, typed.positionals[0] as string);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const next = 'Name the folder of the pack; unpack an archive first.';
    return refused(refusal('pack-missing', `There is no folder ${folder}.`, next));
  }
  const verdict = verifyPack(folder, optionalText(typed, 'fingerprint'));
  const text = [
    ...verdict.checks.map(
      ({ check, passed, detail }) => `${passed ? 'holds ' : 'FAILED'}  ${check}: ${detail}`,
    ),
    ...(verdict.firstBad === null ? [] : [`First bad: ${faultInWords(verdict.firstBad)}`]),
    ...(verdict.fingerprint === '' ? [] : [`Signed by ${verdict.fingerprint}`]),
    verdict.ok ? `The pack of ${verdict.entries} entries verifies.` : 'The pack does NOT verify.',
  ].join('\n');
  return verdict.ok ? done(verdict, text) : { kind: 'failed', json: verdict, text };
}

/** `evidence verify DIR` */
export const command: Command = {
  positionals: [{ name: 'DIR', description: 'the folder of an evidence pack' }],
  options: {
    fingerprint: {
      value: 'TEXT',
      description:
        'the signing device as its console shows it: without it a pack that was made anew as a whole with another key is not found out',
    },
  },
  output:
    'ok; entries; files; signaturesChecked; head; fingerprint; checks: [{check: manifest | files | chain | signer | fingerprint, passed, detail}]; firstBad: {file, line, entry, problem} or null. Exit 1 when anything was altered. Needs no study and no key.',
  examples: [
    'evidence verify ./evidence --json',
    'evidence verify ./evidence --fingerprint 7K2QF-M9XWD-4HJ3R-TC8VN',
  ],
  run: verify,
};
