import type { OutputOf } from '../../../shared/contracts/index.ts';
import {
  manifestFile,
  manifestScript,
  signatureFile,
} from '../../../shared/ledger/evidence/pack-format.ts';
import { readManifest } from '../../../shared/ledger/evidence/read-pack.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../../../shared/base/refusal.ts';
import { archiveLimits, zipFolder } from '../../node/evidence/zip-folder.ts';
import { optionalText, pathFrom, requiredText } from '../arguments.ts';
import { done, refused, UsageError } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { fileTaken } from '../output-files.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

type Made = OutputOf<'evidence.make'>;

const zipOf = (folder: string): string => `${folder}.zip`;

function zipped(folder: string): Ending | string {
  const text = readFileSync(join(folder, manifestFile), 'utf8');
  const manifest = readManifest(manifestFile, text);
  if (!manifest.ok) throw new Error(manifest.fault.problem);
  const { files } = manifest.value;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > archiveLimits.bytes || files.length > archiveLimits.files) {
    const message = `The pack is too large for an archive (${files.length} files, ${bytes} bytes).`;
    return refused(refusal('archive-too-large', message, `Hand over the folder ${folder}.`));
  }
  const target = zipOf(folder);
  const own = [manifestFile, signatureFile, manifestScript];
  zipFolder(folder, [...own, ...files.map(({ path }) => path)], target);
  return target;
}

async function make(typed: Typed, io: Io): Promise<Ending> {
  const folder = pathFrom(io, requiredText(typed, 'out'));
  const variant = optionalText(typed, 'variant') ?? 'arm-free';
  if (variant !== 'arm-free' && variant !== 'unblinded') {
    throw new UsageError('--variant takes arm-free or unblinded');
  }
  const taken = typed.switches.has('zip') ? fileTaken(io, zipOf(folder)) : null;
  if (taken !== null) return refused(taken);
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const input = { variant, folder, job: 'evidence' };
    const answer = await core.dispatch({ name: 'evidence.make', input });
    if (answer.kind !== 'ok') return endingOf(answer, () => '');
    const { archive: _archive, ...made } = answer.value as Made;
    const zip = typed.switches.has('zip') ? zipped(folder) : null;
    if (zip !== null && typeof zip !== 'string') return zip;
    return done({ folder, zip, ...made }, inWords(folder, zip, made));
  } finally {
    core.close();
  }
}

const inWords = (folder: string, zip: string | null, made: Omit<Made, 'archive'>): string =>
  [
    `${folder}: ${made.entries} entries in ${made.files} files`,
    ...(zip === null ? [] : [zip]),
    `signed by ${made.fingerprint}`,
    `open ${join(folder, 'index.html')}, or: cachet evidence verify ${folder} --fingerprint "${made.fingerprint}"`,
  ].join('\n');

/** `evidence --store PATH --out DIR` */
export const command: Command = {
  options: {
    ...storeOption,
    out: {
      value: 'DIR',
      description: 'new folder for the pack; nothing is overwritten',
      makes: 'folder',
    },
    variant: {
      value: 'arm-free|unblinded',
      description:
        'arm-free by default; unblinded adds what the person may export alone and needs the unblinding key',
    },
    zip: { description: 'also writes DIR.zip' },
  },
  output:
    'folder; zip: path or null; variant; entries; files; digest: SHA-256 of manifest.json; fingerprint of the device that signed. The trail records that the pack was made. Memory does not grow with the trail.',
  examples: [
    'evidence --store ./demo.cachet --user helen --out ./evidence --json',
    'evidence --store ./study.cachet --user helen --out ./evidence --zip',
  ],
  run: make,
};
