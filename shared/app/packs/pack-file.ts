import type { Instant } from '../../base/instant.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { PackPayload } from '../../contracts/pack-file.ts';
import { definitionForSite } from '../../domain/backup/definition-for-site.ts';
import { listInUse } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import {
  envelopesOf,
  filesOfDevice,
  packByCode,
  packsOfDevice,
  peopleOfPack,
  siteDevice,
} from '../../store/queries/pack-facts.ts';
import type { EnvelopeFacts, PackFacts } from '../../store/queries/pack-facts.ts';
import { listByCode, rootsOfList } from '../../store/queries/list-facts.ts';
import { stratifiedBy } from '../../store/queries/list-rows.ts';
import {
  bundlePurpose,
  layerContext,
  layerKey,
  packKeys,
  releaseCodeOf,
} from '../backup-keys/pack-keys.ts';
import type { PackKeys } from '../backup-keys/pack-keys.ts';
import { verifiersOf } from '../backup-keys/person-codes.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { timeInWords } from '../queries/slip.ts';
import { requireSealer } from '../require-sealer.ts';
import { listProofs } from './list-tree.ts';
import { originOfStudy } from './origin.ts';
import { packSecretOf } from './pack-secret.ts';
import type { PackSecret } from './pack-secret.ts';
import { unknownPack } from './unknown-pack.ts';

/** Layers are padded to a multiple of this many characters; all of a pack to the same length. */
const paddingStep = 256;

/** The pack as a file for its machine; made anew from its entry whenever it is asked for. */
export const packFileOf: QueryHandler<'packs.file'> = (context, input) => {
  const pack = packByCode(context.db, input.pack);
  if (pack === undefined) return err(unknownPack(input.pack));
  if (pack.status !== 'issued') {
    return err(
      refusal(
        'pack-closed',
        `Pack ${pack.code} was ${pack.status} on ${timeInWords(pack.statusAt as Instant, context.now.offsetMinutes)}.`,
        'Issue a new pack.',
      ),
    );
  }
  const { ports, device } = context;
  const machine = siteDevice(context.db, pack.device) as { boxKey: string };
  const payload = canonicalJson(payloadOf(context, pack) as unknown as Json);
  const signature = ports.printer.base64(device.sign(ports.sha256(payload)));
  const sealed = ports.boxes.sealTo(
    machine.boxKey,
    canonicalJson({ payload, signature }),
    `pack ${pack.code} ${pack.device}`,
  );
  const { definition } = currentDefinition(context.db);
  const text = canonicalJson({
    format: 'cachet-pack-file/1',
    protocol: definition.protocol.number,
    pack: pack.code,
    site: pack.site,
    device: pack.device,
    sealed,
  });
  return ok({
    name: `${pack.code}.cachet-pack`,
    mediaType: 'application/json',
    base64: ports.printer.base64(text),
  });
};

function payloadOf(context: QueryContext, pack: PackFacts): PackPayload {
  const { db, ports, device } = context;
  const { definition } = currentDefinition(db);
  const secret = packSecretOf(db, requireSealer(context), pack.entry);
  const keys = packKeys(ports.deriveKey, secret.master);
  const envelopes = envelopesOf(db, pack.id);
  const visit = definition.visits.find(({ isRandomization }) => isRandomization)?.id as string;
  return {
    format: 'cachet-pack/1',
    pack: pack.code,
    site: pack.site,
    device: pack.device,
    list: pack.list,
    // A list that was extended since has a new root; the proofs lead to it.
    merkleRoot: listByCode(db, pack.list)?.merkleRoot ?? pack.merkleRoot,
    stratifyBy: [...stratifiedBy(db, pack.listId)],
    release: pack.release,
    layers: pack.layers,
    validFrom: pack.validFrom,
    validUntil: pack.validUntil,
    digest: pack.digest,
    visit,
    definition: { ...definitionForSite(definition, pack.site, factorsAsked(db, pack)) },
    strata: strataOf(envelopes),
    envelopes: sealedEnvelopes(context, pack, { envelopes, secret, keys }),
    keys: {
      site: keys.site,
      challenge: keys.challenge,
      release: pack.release === 'helpline' ? null : keys.release,
    },
    study: ports.boxes.publicKeyOf(requireSealer(context).derive(bundlePurpose)),
    console: { device: device.device, publicKey: publicKeyOf(context) },
    origin: originOfStudy(db),
    lineage: [...rootsOfList(db, pack.list)],
    ...(pack.release === 'two-person' ? { people: peopleWithVerifiers(context, pack) } : {}),
    files: [...filesOfDevice(db, pack.device)],
    revoked: packsOfDevice(db, pack.device).flatMap(({ code, status }) =>
      status === 'issued' ? [] : [code],
    ),
  };
}

function peopleWithVerifiers(context: QueryContext, pack: PackFacts) {
  const names = peopleOfPack(context.db, pack.entry);
  return verifiersOf(context.ports.deriveKey, requireSealer(context), pack.device, names);
}

/** Factors of the pack's list, and those that live allocation will count the subject by. */
function factorsAsked(db: QueryContext['db'], pack: PackFacts): readonly string[] {
  const inUse = listInUse(db, null);
  return [
    ...stratifiedBy(db, pack.listId),
    ...(inUse?.kind === 'live' ? stratifiedBy(db, inUse.id) : []),
  ];
}

/** The key under which this console is enrolled in its own ledger. */
export const publicKeyOf = ({ db, device }: Pick<QueryContext, 'db' | 'device'>): string =>
  (
    db.prepare('SELECT public_key AS key FROM device WHERE device = ?').get(device.device) as {
      key: string;
    }
  ).key;

function strataOf(envelopes: readonly EnvelopeFacts[]): PackPayload['strata'] {
  const strata: PackPayload['strata'] = [];
  for (const { key, words, position } of envelopes) {
    const last = strata.at(-1);
    if (last?.key === key) last.positions.push(position);
    else strata.push({ key, words, positions: [position] });
  }
  return strata;
}

interface Filling {
  readonly envelopes: readonly EnvelopeFacts[];
  readonly secret: PackSecret;
  readonly keys: PackKeys;
}

function sealedEnvelopes(
  context: QueryContext,
  pack: PackFacts,
  { envelopes, secret, keys }: Filling,
): PackPayload['envelopes'] {
  const { deriveKey, boxes } = context.ports;
  const list = listByCode(context.db, pack.list) as NonNullable<ReturnType<typeof listByCode>>;
  const { tree, startOf } = listProofs(context, list);
  const contents = envelopes.map((envelope, i) =>
    contentsOf(context, envelope, secret.envelopes[i]),
  );
  const longest = Math.max(...contents.flat().map(({ length }) => length));
  const length = Math.ceil(longest / paddingStep) * paddingStep;
  return envelopes.map((envelope, i) => {
    const index = (startOf.get(envelope.key) as number) + envelope.position - 1;
    const leaf = tree.leafAt(index);
    return {
      leaf,
      proof: [...tree.proofOf(index)],
      layers: (contents[i] as readonly string[]).map((text, at) => {
        const address = { envelope: envelope.number, layer: at + 1 };
        const code = releaseCodeOf(deriveKey, keys.release, address);
        const key = layerKey(deriveKey, keys.site, code, address);
        return boxes.encrypt(key, text.padEnd(length), layerContext(pack.digest, leaf, address));
      }),
    };
  });
}

/** Kit numbers of each layer; the treatment beside them only where nobody is blinded. */
function contentsOf(
  context: QueryContext,
  envelope: EnvelopeFacts,
  layers: readonly (readonly string[])[] = [],
): readonly string[] {
  const { definition } = currentDefinition(context.db);
  const arm =
    envelope.veil ^ requireSealer(context).veilByte(envelope.nonce, envelope.position - 1);
  const treatment =
    definition.blinding === 'open-label' ? { treatment: definition.arms[arm]?.name ?? '' } : {};
  return layers.map((kits) => canonicalJson({ kits: [...kits], ...treatment }));
}
