import { boxes } from '../../electron/node/boxes.ts';
import { sha256, sha256Hex } from '../../electron/node/crypto-random.ts';
import { loadDevice } from '../../electron/node/device.ts';
import type { DrillSite } from '../../electron/node/drill/drill-site.ts';
import { siteIdentity } from '../../electron/node/site-identity.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import type { Json } from '../../shared/base/canonical-json.ts';
import { fromHex, toHex } from '../../shared/base/hex.ts';
import type { BundleHeader } from '../../shared/contracts/bundle-file.ts';
import { entryContext, keyContext, signedText } from '../../shared/app/bundles/bundle-text.ts';
import { openPackFile, readPackFile } from '../../shared/app/site-mode/read-pack.ts';
import { chainText, genesisHash } from '../../shared/ledger/entry.ts';
import type { OfflineStudy } from './offline-study.ts';

/** Signs records of an enrolled machine with whatever they say, as a changed program with the machine's keys can. */
export async function recordSigner(
  { console }: OfflineStudy,
  { dataDirectory, ...site }: DrillSite,
) {
  const { base64 } = await console.must('packs.file', { pack: site.pack });
  const identity = siteIdentity({ dataDirectory, device: loadDevice(dataDirectory) }, site.device);
  const file = readPackFile(Buffer.from(base64, 'base64').toString());
  if (identity === null || !file.ok) throw new Error('the machine has no pack');
  const opened = openPackFile({ boxes, sha256 }, file.value, identity.boxPrivateKey);
  if (!opened.ok) throw new Error(opened.error.message);
  const { device } = identity;
  const payload = opened.value;
  return {
    payload,
    /** A whole record from its first entry on, as an upload. */
    record(contents: readonly string[]): { readonly name: string; readonly base64: string } {
      let previous = genesisHash;
      const entries = contents.map((content, i) => {
        const position = { device: device.id, epoch: 1, deviceSequence: i + 1 };
        previous = sha256Hex(chainText(position, previous, content, null));
        return { epoch: 1, sequence: i + 1, hash: previous, content };
      });
      const header: BundleHeader = {
        format: 'cachet-bundle/1',
        study: payload.study,
        pack: payload.pack,
        site: payload.site,
        device: device.id,
        publicKey: toHex(device.publicKey),
        epoch: 1,
        first: 1,
        last: entries.length,
        previous: genesisHash,
      };
      const key = 'ab'.repeat(32);
      const unsigned = {
        header,
        key: boxes.sealTo(payload.study, key, keyContext(header)),
        entries: entries.map((entry, i) =>
          boxes.encrypt(fromHex(key), canonicalJson(entry), entryContext(header, i)),
        ),
      };
      const signature = Buffer.from(device.sign(sha256(signedText(unsigned)))).toString('base64');
      const text = canonicalJson({ ...unsigned, signature } as unknown as Json);
      return { name: 'record', base64: Buffer.from(text).toString('base64') };
    },
  };
}
