import { refusal } from '../base/refusal.ts';
import type { Refusal } from '../base/refusal.ts';
import { err, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { typedKitNumber } from '../domain/kit/kit-number.ts';
import { kitByNumber } from '../store/queries/kit-facts.ts';
import type { KitFacts } from '../store/queries/kit-facts.ts';
import type { SqlDatabase } from '../store/sql-database.ts';

/** At most this many kits are named in a refusal; the rest are counted. */
const namedAtMost = 50;

/** The first sentences, and how many more there are. */
export const firstOf = (sentences: readonly string[]): readonly string[] =>
  sentences.length <= namedAtMost
    ? sentences
    : [...sentences.slice(0, namedAtMost), `… and ${sentences.length - namedAtMost} more.`];

/**
 * The kits that a person typed or scanned, in that order. Refuses numbers that no kit has and numbers named
 * twice (`kits-not-found`, `kit-named-twice`), all of them in `because`.
 */
export function namedKits(
  db: SqlDatabase,
  typed: readonly string[],
): Result<readonly KitFacts[], Refusal> {
  const numbers = typed.map(typedKitNumber);
  const seen = new Set<string>();
  const repeated = numbers.filter((number) => seen.size === seen.add(number).size);
  if (repeated.length > 0) {
    return err(
      refusal(
        'kit-named-twice',
        `${repeated.length} of ${numbers.length} kit numbers are named more than once; nothing was recorded.`,
        'Name each kit once.',
        firstOf(repeated.map((number) => `${number} is named more than once.`)),
      ),
    );
  }
  const kits: KitFacts[] = [];
  const unknown: string[] = [];
  for (const number of numbers) {
    const kit = kitByNumber(db, number);
    if (kit === undefined) unknown.push(number);
    else kits.push(kit);
  }
  if (unknown.length === 0) return ok(kits);
  return err(
    refusal(
      'kits-not-found',
      `${unknown.length} of ${numbers.length} kit numbers are not in this study; nothing was recorded.`,
      'Check the numbers, or scan the kits again.',
      firstOf(unknown.map((number) => `${number}: no kit has this number.`)),
    ),
  );
}

/** In the order of their numbers: the order of a pick would group kits of one type. */
export const byNumber = (kits: readonly KitFacts[]): readonly KitFacts[] =>
  [...kits].sort((a, b) => (a.number < b.number ? -1 : 1));
