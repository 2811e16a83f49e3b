import { fromHex, toHex } from '../../base/hex.ts';
import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { chacha20Stream } from '../../engine/prng/random-stream.ts';
import { generateList } from '../../engine/randomization/list.ts';
import type { GeneratedList, StratumSlots } from '../../engine/randomization/list.ts';
import { checkListSpecification } from '../../engine/randomization/list-specification.ts';
import type { CheckedList } from '../../engine/randomization/list-specification.ts';
import { listToCsv } from '../../engine/randomization/list-text.ts';
import { merkleRoot } from '../../ledger/merkle.ts';
import type { Ports } from '../ports.ts';
import type { ListSecret } from './list-secret.ts';

/** Name of the list format, which fixes every slot from specification and seed. */
export const listFormat = 'cachet-list-1';

/** A list with what stands for it in public. */
export interface MadeList {
  readonly checked: CheckedList;
  readonly list: GeneratedList;
  /** SHA-256 of the salt and the list as CSV. */
  readonly digest: string;
  /** Root over the salted slots. */
  readonly merkleRoot: string;
}

type Source = Pick<Ports, 'sha256' | 'deriveKey'>;
type Sealed = Omit<ListSecret, 'blockStarts'>;

/** Makes the list that a seed and a specification determine. Refuses a specification that cannot be served. */
export function makeList(source: Source, sealed: Sealed): Result<MadeList, Refusal> {
  const checked = checkListSpecification(sealed.specification);
  if (!checked.ok) return checked;
  const list = generateList(checked.value, fromHex(sealed.seed), source.deriveKey);
  return ok({ checked: checked.value, list, ...publicMarks(source, sealed, checked.value, list) });
}

/** Digest and Merkle root of a list under the salts of its secret. */
export function publicMarks(
  source: Source,
  sealed: Pick<Sealed, 'digestSalt' | 'slotSalt'>,
  checked: CheckedList,
  list: GeneratedList,
): { readonly digest: string; readonly merkleRoot: string } {
  const text = `${sealed.digestSalt}\n${listToCsv(checked, list)}`;
  return {
    digest: toHex(source.sha256(text)),
    merkleRoot: merkleRoot(source.sha256, slotLeaves(source, sealed.slotSalt, checked, list)),
  };
}

/** Words of 32 bits a salt. */
const saltWords = 8;

/**
 * Salts of a stratum's slots in order, 32 bytes in hexadecimal each: the ChaCha20 keystream under a key of the
 * stratum's own, so that one salt says nothing of the others.
 */
export function slotSalts(
  deriveKey: Source['deriveKey'],
  slotSalt: string,
  stratum: string,
  slots: number,
): readonly string[] {
  const stream = chacha20Stream(deriveKey(fromHex(slotSalt), `salts of ${stratum}`));
  const word = (): string => stream.word().toString(16).padStart(8, '0');
  return Array.from({ length: slots }, () => Array.from({ length: saltWords }, word).join(''));
}

/** One leaf a slot, `stratum|position|arm|salt`. */
export function slotLeaves(
  source: Source,
  slotSalt: string,
  checked: CheckedList,
  list: GeneratedList,
): readonly string[] {
  const arms = checked.specification.arms.map(({ name }) => name);
  return list.strata.flatMap(({ name, arm }) => {
    const salts = slotSalts(source.deriveKey, slotSalt, name, arm.length);
    return salts.map((salt, i) => `${name}|${i + 1}|${arms[arm[i] as number] as string}|${salt}`);
  });
}

/** `1` where a slot opens a block, `0` elsewhere; all `0` where the procedure has no blocks. */
export const blockStartsOf = ({ block }: StratumSlots): string =>
  Array.from(block, (number, i) => (number === (block[i - 1] ?? 0) ? '0' : '1')).join('');

/** Number of each slot's block, from 1; null throughout where there are none. */
export function blocksFromStarts(starts: string): readonly (number | null)[] {
  let block = 0;
  return Array.from(starts, (mark) => {
    if (mark === '1') block += 1;
    return block === 0 ? null : block;
  });
}
