import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { packFile, packPayload } from '../../contracts/pack-file.ts';
import type { PackPayload } from '../../contracts/pack-file.ts';
import { proofHolds } from '../../ledger/merkle.ts';
import type { Ports } from '../ports.ts';
import { parseJson } from '../backup-keys/parse-json.ts';

/** For which machine a pack file is, before it can be opened. */
export function readPackFile(text: string): Result<PackFileHead, Refusal> {
  const parsed = packFile.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data);
  return err(
    refusal(
      'pack-file',
      'This file is no pack.',
      'Choose the file that the console made, unchanged.',
    ),
  );
}

export interface PackFileHead {
  readonly protocol: string;
  readonly pack: string;
  readonly site: string;
  readonly device: string;
  readonly sealed: string;
}

/** Opens a pack with the machine's key; every proof and the console's signature must hold. */
export function openPackFile(
  ports: Pick<Ports, 'boxes' | 'sha256'>,
  head: PackFileHead,
  boxKey: Uint8Array,
): Result<PackPayload, Refusal> {
  const opened = ports.boxes.openSealed(boxKey, head.sealed, `pack ${head.pack} ${head.device}`);
  const signed = opened === null ? null : (parseJson(opened) as SignedPayload | null);
  const parsed = signed === null ? null : packPayload.safeParse(parseJson(signed.payload));
  if (signed === null || parsed?.success !== true) return err(notForUs);
  const payload = parsed.data;
  const isGenuine =
    ports.boxes.verify(payload.console.publicKey, signed.payload, signed.signature) &&
    payload.pack === head.pack &&
    payload.device === head.device &&
    payload.envelopes.length === countPositions(payload) &&
    payload.envelopes.every(({ layers }) => layers.length === payload.layers);
  if (!isGenuine) return err(notGenuine('its signature does not hold'));
  const bad = payload.envelopes.findIndex(
    ({ leaf, proof }) => !proofHolds(ports.sha256, payload.merkleRoot, leaf, proof),
  );
  if (bad >= 0) return err(notGenuine(`envelope ${bad + 1} is not on the certified list`));
  const unknown = unknownFactor(payload);
  return unknown === undefined ? ok(payload) : err(withoutFactor(payload, unknown));
}

/** A factor of the pack's list that the definition in it does not have. */
function unknownFactor({ stratifyBy, definition }: PackPayload): string | undefined {
  const { factors } = definition as { readonly factors: readonly { readonly id: string }[] };
  const known = new Set(['site', 'region', ...factors.map(({ id }) => id)]);
  return stratifyBy.find((name) => !known.has(name));
}

const withoutFactor = ({ pack, list }: PackPayload, factor: string): Refusal =>
  refusal(
    'pack-factor-unknown',
    `Pack ${pack} is laid out by "${factor}" of list ${list}, which the present version of the study does not have.`,
    'Ask the pharmacist of the study for a pack from a list of the present version.',
  );

interface SignedPayload {
  readonly payload: string;
  readonly signature: string;
}

const countPositions = (payload: PackPayload): number =>
  payload.strata.reduce((sum, { positions }) => sum + positions.length, 0);

const notForUs = refusal(
  'pack-foreign',
  'This pack was not made for this machine, or it was changed on its way.',
  'Have the console issue a pack for the fingerprint that this machine shows.',
);

const notGenuine = (why: string): Refusal =>
  refusal(
    'pack-not-genuine',
    `The pack is not genuine: ${why}.`,
    'Do not use it. Tell the pharmacist of the study.',
  );
