import { deriveKey, sha256, sha256Hex } from '../../../electron/node/crypto-random.ts';
import { boxes } from '../../../electron/node/boxes.ts';
import type { SiteIdentityKeys } from '../../../electron/node/site-identity.ts';
import {
  layerContext,
  layerKey,
  releaseCodeOf,
} from '../../../shared/app/backup-keys/pack-keys.ts';
import { entryContext, keyContext, signedText } from '../../../shared/app/bundles/bundle-text.ts';
import { loadedBody } from '../../../shared/app/site-mode/loaded-body.ts';
import { openPackFile, readPackFile } from '../../../shared/app/site-mode/read-pack.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import { fromHex, toHex } from '../../../shared/base/hex.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { BundledEntry, BundleHeader } from '../../../shared/contracts/bundle-file.ts';
import type { PackPayload } from '../../../shared/contracts/pack-file.ts';
import { chainText, genesisHash } from '../../../shared/ledger/entry.ts';

const start = '2026-03-02T10:00:00.000Z' as Instant;

function payloadOf(text: string, identity: SiteIdentityKeys): PackPayload {
  const head = readPackFile(text);
  const payload = head.ok
    ? openPackFile({ boxes, sha256 }, head.value, identity.boxPrivateKey)
    : head;
  if (!payload.ok) throw new Error(payload.error.message);
  return payload.value;
}

function kitsOf(payload: PackPayload, envelope: number): readonly string[] {
  const material = payload.envelopes[envelope - 1] as PackPayload['envelopes'][number];
  const address = { envelope, layer: 1 };
  const code = releaseCodeOf(deriveKey, payload.keys.release ?? '', address);
  const key = layerKey(deriveKey, payload.keys.site, code, address);
  const context = layerContext(payload.digest, material.leaf, address);
  const content = boxes.decrypt(key, material.layers[0] ?? '', context) ?? '{}';
  return (JSON.parse(content) as { kits: string[] }).kits;
}

/** Kinds and bodies of a site that opens every envelope of its pack, each for a subject of its own. */
function* stepsOf(payload: PackPayload): Generator<readonly [kind: string, body: object]> {
  yield ['site-pack-loaded', loadedBody(payload, { boot: 'one', monotonicMs: 60_000 })];
  let envelope = 0;
  for (const { key, positions } of payload.strata) {
    for (const position of positions) {
      envelope += 1;
      const kits = kitsOf(payload, envelope);
      const at = { subject: `${payload.site}-${envelope}`, pack: payload.pack, envelope };
      const opened = {
        ...at,
        consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
        gates: ['I1'],
        factors: { sex: key.endsWith('female') ? 'female' : 'male' },
        stratum: key,
        position,
        layer: 1,
        visit: payload.visit,
        kits,
        release: { mode: 'self', challenge: null, second: null },
      };
      yield ['site-envelope-opened', opened];
      yield ['site-kits-dispensed', { ...at, kits }];
    }
  }
}

function chainOf(payload: PackPayload, device: string): readonly BundledEntry[] {
  const entries: BundledEntry[] = [];
  let previous = genesisHash;
  for (const [kind, body] of stepsOf(payload)) {
    const sequence = entries.length + 1;
    const monotonicMs = sequence * 60_000;
    const content = canonicalJson({
      at: addMilliseconds(start, monotonicMs),
      offsetMinutes: 60,
      user: 'nora',
      printedName: 'Nora',
      role: 'site-user',
      environment: 'UAT',
      procedure: kind,
      requestId: null,
      kind,
      body: { ...body, clock: { boot: 'one', monotonicMs } } as unknown as Json,
      reason: null,
      signature: null,
    });
    const position = { device, epoch: 1, deviceSequence: sequence };
    const hash = sha256Hex(chainText(position, previous, content, null));
    entries.push({ epoch: 1, sequence, hash, content });
    previous = hash;
  }
  return entries;
}

/** The record of a site that used its whole pack, as its program would hand it over; returns the text of the bundle. */
export function craftRecord(packFile: string, identity: SiteIdentityKeys): string {
  const payload = payloadOf(packFile, identity);
  const entries = chainOf(payload, identity.device.id);
  const header: BundleHeader = {
    format: 'cachet-bundle/1',
    study: payload.study,
    pack: payload.pack,
    site: payload.site,
    device: identity.device.id,
    publicKey: toHex(identity.device.publicKey),
    epoch: 1,
    first: 1,
    last: entries.length,
    previous: genesisHash,
  };
  const contentKey = 'ab'.repeat(32);
  const unsigned = {
    header,
    key: boxes.sealTo(header.study, contentKey, keyContext(header)),
    entries: entries.map((entry, i) =>
      boxes.encrypt(fromHex(contentKey), canonicalJson({ ...entry }), entryContext(header, i)),
    ),
  };
  const signature = identity.device.sign(sha256(signedText(unsigned)));
  const whole = { ...unsigned, signature: Buffer.from(signature).toString('base64') };
  return canonicalJson(whole as unknown as Json);
}
