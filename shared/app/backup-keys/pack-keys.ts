import { fromHex, toHex } from '../../base/hex.ts';
import type { LayerAddress } from '../../domain/backup/release-challenge.ts';
import { releaseSymbols, tagSymbols } from '../../domain/backup/release-challenge.ts';
import { symbolsOf } from '../../domain/backup/telephone-code.ts';
import type { Ports } from '../ports.ts';

type Derive = Ports['deriveKey'];

/** Keys of a pack, hexadecimal. `site` and `challenge` travel with it; `release` only without a helpline. */
export interface PackKeys {
  readonly site: string;
  readonly challenge: string;
  readonly release: string;
}

/** All keys of a pack from its 32 random bytes, which never leave the console. */
export function packKeys(derive: Derive, master: string): PackKeys {
  const key = (purpose: string): string => toHex(derive(fromHex(master), `cachet pack ${purpose}`));
  return { site: key('site share'), challenge: key('challenge'), release: key('release') };
}

const addressText = ({ envelope, layer }: LayerAddress): string => `${envelope}.${layer}`;

/** The code that releases one layer: 100 bits, independent of every other layer's. */
export const releaseCodeOf = (
  derive: Derive,
  release: string,
  address: LayerAddress,
): readonly number[] =>
  symbolsOf(derive(fromHex(release), `cachet release ${addressText(address)}`), releaseSymbols);

/**
 * The key of one layer from the share that the pack carries and the release code. Neither alone says anything
 * of it: a stolen machine leaves 100 bits to guess for every single layer.
 */
export function layerKey(
  derive: Derive,
  siteShare: string,
  code: readonly number[],
  address: LayerAddress,
): Uint8Array {
  const share = derive(fromHex(siteShare), `cachet layer share ${addressText(address)}`);
  const material = new Uint8Array(share.length + code.length);
  material.set(share);
  material.set(code, share.length);
  return derive(material, `cachet layer ${addressText(address)}`);
}

/** Proves to the console that a challenge was made by the pack, for this layer and this subject. */
export const challengeTag = (
  derive: Derive,
  challengeKey: string,
  address: LayerAddress,
  subject: string,
): readonly number[] =>
  symbolsOf(
    derive(
      fromHex(challengeKey),
      `cachet challenge ${addressText(address)} ${subject.toUpperCase()}`,
    ),
    tagSymbols,
  );

/** What a layer's ciphertext is bound to: it opens in its own place only. */
export const layerContext = (digest: string, leaf: string, address: LayerAddress): string =>
  `layer ${digest} ${leaf} ${addressText(address)}`;

/** Purpose of the study's key that opens bundles. */
export const bundlePurpose = 'site bundles';
