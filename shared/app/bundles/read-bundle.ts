import { fromHex, toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { bundledEntry, bundleFile } from '../../contracts/bundle-file.ts';
import type { BundledEntry, BundleFile, BundleHeader } from '../../contracts/bundle-file.ts';
import type { StudyOrigin } from '../../contracts/pack-file.ts';
import { entryProblem } from '../../contracts/site-entries.ts';
import { chainText } from '../../ledger/entry.ts';
import type { ChainEntry } from '../../ledger/bundle/site-chain.ts';
import { bundlePurpose } from '../backup-keys/pack-keys.ts';
import { parseJson } from '../backup-keys/parse-json.ts';
import { originInWords } from '../packs/origin.ts';
import type { Ports, Sealer } from '../ports.ts';
import { entryContext, keyContext, signedText } from './bundle-text.ts';

/** A bundle whose form and signature were checked; nothing is decrypted yet. */
export interface SoundBundle {
  readonly file: BundleFile;
  /** SHA-256 of the signed text: the same bundle is known by it again. */
  readonly digest: string;
}

type Source = Pick<Ports, 'boxes' | 'sha256'>;

/** Reads a bundle and checks its signature; needs no key of the study. */
export function readBundle(ports: Source, text: string): Result<SoundBundle, Refusal> {
  const parsed = bundleFile.safeParse(parseJson(text));
  if (!parsed.success) {
    return err(
      refusal(
        'bundle-file',
        'This file is no record of a site.',
        'Choose the file that the site made.',
      ),
    );
  }
  const file = parsed.data;
  const signed = signedText(file);
  const { header } = file;
  const isWhole = header.last - header.first + 1 === file.entries.length;
  if (!isWhole || !ports.boxes.verify(header.publicKey, signed, file.signature)) {
    return err(tampered(header.first, 'its signature does not hold for what it contains'));
  }
  return ok({ file, digest: toHex(ports.sha256(signed)) });
}

const tampered = (entry: number, why: string): Refusal =>
  refusal(
    'bundle-tampered',
    `The record was changed on its way: ${why}.`,
    'Do not import it. Get it from the site again, and tell quality assurance.',
    [`First bad entry: ${entry}.`],
  );

/** Opens a bundle with the study's key and follows the hashes from entry to entry; names the first bad one. */
export function openBundle(
  ports: Pick<Ports, 'boxes' | 'sha256'>,
  here: { readonly sealer: Pick<Sealer, 'derive'>; readonly origin: StudyOrigin },
  { file }: SoundBundle,
): Result<readonly ChainEntry[], Refusal> {
  const { header } = file;
  const privateKey = here.sealer.derive(bundlePurpose);
  const isOurs = ports.boxes.publicKeyOf(privateKey) === header.study;
  if (!isOurs || isOther(here.origin, header.origin)) return err(foreign(header, here.origin));
  const key = ports.boxes.openSealed(privateKey, file.key, keyContext(header));
  if (key === null) return err(tampered(header.first, 'its key was not made for this header'));
  const entries: ChainEntry[] = [];
  let previous = header.previous;
  for (const [i, sealed] of file.entries.entries()) {
    const sequence = header.first + i;
    const entry = openEntry(ports, fromHex(key), sealed, entryContext(header, i));
    if (entry === null || entry.sequence !== sequence || entry.epoch > header.epoch) {
      return err(tampered(sequence, `entry ${sequence} cannot be read`));
    }
    const position = { device: header.device, epoch: entry.epoch, deviceSequence: sequence };
    const hash = toHex(ports.sha256(chainText(position, previous, entry.content, null)));
    if (hash !== entry.hash) {
      return err(tampered(sequence, `entry ${sequence} does not continue the one before it`));
    }
    const problem = entryProblem(parseJson(entry.content));
    if (problem !== null) {
      return err(tampered(sequence, `entry ${sequence} is not what a site writes (${problem})`));
    }
    entries.push({ ...entry, device: header.device, previous });
    previous = hash;
  }
  return ok(entries);
}

/** Sites of earlier versions name no study, or not the file of its console: the key alone tells it then. */
const isOther = (here: StudyOrigin, there: StudyOrigin | undefined): boolean =>
  there !== undefined &&
  (there.environment !== here.environment || (there.id !== '' && there.id !== here.id));

const foreign = ({ pack, origin }: BundleHeader, here: StudyOrigin): Refusal =>
  refusal(
    'bundle-foreign',
    `The record (pack ${pack}) is of another study or environment.`,
    'Import it in the study that issued the pack.',
    [
      `This study: ${originInWords(here)}.`,
      ...(origin === undefined ? [] : [`The record: ${originInWords(origin)}.`]),
    ],
  );

function openEntry(
  ports: Pick<Ports, 'boxes'>,
  key: Uint8Array,
  sealed: string,
  context: string,
): BundledEntry | null {
  const text = ports.boxes.decrypt(key, sealed, context);
  const parsed = text === null ? null : bundledEntry.safeParse(parseJson(text));
  return parsed?.success === true ? parsed.data : null;
}
