import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { fromHex, toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { BundledEntry, BundleHeader } from '../../contracts/bundle-file.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { cutIntoParts, mostParts, partLengthFor } from '../../domain/backup/file-parts.ts';
import { genesisHash } from '../../ledger/entry.ts';
import { entriesOfDevice, hashOfDeviceEntry } from '../../store/queries/device-entries.ts';
import { sitePacks } from '../../store/queries/site-facts.ts';
import type { SitePackFacts } from '../../store/queries/site-facts.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { originOfSite } from '../site-mode/pack-belongs.ts';
import { basicsOf } from '../site-mode/pack-material.ts';
import { entryContext, keyContext, signedText } from './bundle-text.ts';

/** The record of a site from one entry to another, sealed to the study and signed by the machine. */
export const siteBundle: QueryHandler<'site.bundle'> = (context, input) => {
  const { db, ports, device } = context;
  if (input.until !== undefined && input.until < input.from) return err(backwards(input));
  const entries = entriesOfDevice(db, device.device, input.from, input.until ?? null);
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined) {
    return err(
      refusal(
        'bundle-empty',
        `This file has no entry from ${input.from} on.`,
        'Begin with an earlier entry; 1 is the first.',
      ),
    );
  }
  const pack = sitePacks(db).at(-1) as SitePackFacts;
  const text = bundleText(context, pack, entries);
  const length = partLengthFor(text.length, input.partLength);
  if (length === null && input.asCodes) return err(tooLongForCodes(entries.length));
  const name = `${pack.site}-${first.sequence}-${last.sequence}.cachet-bundle`;
  return ok({
    file: { name, mediaType: 'application/json', base64: ports.printer.base64(text) },
    parts: length === null ? [] : [...cutIntoParts(text, length, partCheck(context))],
    first: first.sequence,
    last: last.sequence,
    entries: entries.length,
  });
};

const backwards = ({ from, until }: ParsedInputOf<'site.bundle'>): Refusal =>
  refusal(
    'bundle-range',
    `The part would end with entry ${until}, before entry ${from}.`,
    'Name the first entry of the part, then the last one.',
  );

const tooLongForCodes = (entries: number): Refusal =>
  refusal(
    'codes-too-many',
    `The record has ${entries} entries: more than ${mostParts} codes hold.`,
    'Save it as a file and send that.',
  );

/** The check of parts for QR codes. */
export const partCheck =
  ({ ports }: Pick<QueryContext, 'ports'>) =>
  (text: string): string =>
    toHex(ports.sha256(text));

function bundleText(
  { db, ports, device }: QueryContext,
  pack: SitePackFacts,
  entries: readonly BundledEntry[],
): string {
  const [first, last] = [entries[0] as BundledEntry, entries.at(-1) as BundledEntry];
  const header: BundleHeader = {
    format: 'cachet-bundle/1',
    study: basicsOf(db, pack.code).study,
    origin: originOfSite(db),
    pack: pack.code,
    site: pack.site,
    device: device.device,
    publicKey: publicKeyOfDevice(db, device.device),
    epoch: last.epoch,
    first: first.sequence,
    last: last.sequence,
    previous: hashOfDeviceEntry(db, device.device, first.sequence - 1) ?? genesisHash,
  };
  const contentKey = toHex(ports.random.bytes(32));
  const unsigned = {
    header,
    key: ports.boxes.sealTo(header.study, contentKey, keyContext(header)),
    entries: entries.map((entry, i) =>
      ports.boxes.encrypt(fromHex(contentKey), canonicalJson(entry), entryContext(header, i)),
    ),
  };
  const signature = ports.printer.base64(device.sign(ports.sha256(signedText(unsigned))));
  return canonicalJson({ ...unsigned, signature } as unknown as Json);
}

const publicKeyOfDevice = (db: QueryContext['db'], device: string): string =>
  (
    db.prepare('SELECT public_key AS key FROM device WHERE device = ?').get(device) as {
      key: string;
    }
  ).key;
