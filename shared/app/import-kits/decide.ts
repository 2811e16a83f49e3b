import { dateInWords, isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { KitList, KitListOutcome } from '../../domain/kit/kit-list-reader.ts';
import { bySequence } from '../kit-batches.ts';
import { firstOf } from '../named-kits.ts';
import { shuffle } from '../unbiased-draw.ts';

const issuesTold = 50;

/** The refusal `kit-list-rows`: every wrong cell with its line, column, what stands there and what should. */
export function rowsRefusal(
  name: string,
  outcome: KitListOutcome & { readonly ok: false },
): Refusal {
  const { rows, total, issues } = outcome.error;
  const sentences = issues
    .slice(0, issuesTold)
    .map(
      ({ line, column, found, expected }) =>
        `Line ${line}${column === '' ? '' : `, ${column}`}: found ${found}, expected ${expected}.`,
    );
  return refusal(
    'kit-list-rows',
    `${name} has ${total} problems in ${rows} rows; nothing was imported.`,
    'Correct these lines and import the whole file again.',
    total > issuesTold ? [...sentences, `… and ${total - issuesTold} more.`] : sentences,
  );
}

/** Lots of the file that must be registered; refuses a lot whose registered expiry differs (`lot-expiry-differs`). */
export function lotsToRegister(
  list: KitList,
  registered: (lot: string) => IsoDate | undefined,
): Result<readonly { readonly lot: string; readonly expiry: IsoDate }[], Refusal> {
  const missing: { lot: string; expiry: IsoDate }[] = [];
  const conflicts: string[] = [];
  for (const { name, expiryDay } of list.lots) {
    const expiry = isoDateFromEpochDay(expiryDay);
    const known = registered(name);
    if (known === undefined) missing.push({ lot: name, expiry });
    else if (known !== expiry) {
      conflicts.push(
        `Lot ${name}: the file says ${dateInWords(expiry)}, registered is ${dateInWords(known)}.`,
      );
    }
  }
  if (conflicts.length === 0) return ok(missing);
  return err(
    refusal(
      'lot-expiry-differs',
      `${conflicts.length} lots of the file are registered with another expiry; nothing was imported.`,
      'Correct the expiry in the file, or ask why the lot has two dates.',
      firstOf(conflicts),
    ),
  );
}

/** The file's own sequence, or a random permutation that goes on after the last one in use. */
export function sequencesOf(
  list: KitList,
  last: number,
  draw: (bound: number) => number,
): Int32Array {
  if (list.sequences.length > 0) return list.sequences;
  const sequences = Int32Array.from({ length: list.count }, (_, at) => last + 1 + at);
  shuffle(sequences, draw);
  return sequences;
}

/** Positions of each lot's kits by sequence, lot by lot. */
export function orderByLot(list: KitList, sequences: Int32Array): readonly Int32Array[] {
  const counts = new Int32Array(list.lots.length);
  for (const lot of list.lotOf) counts[lot] = (counts[lot] as number) + 1;
  const orders = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(list.lots.length);
  for (const at of bySequence(sequences)) {
    const lot = list.lotOf[at] as number;
    (orders[lot] as Int32Array)[filled[lot] as number] = at;
    filled[lot] = (filled[lot] as number) + 1;
  }
  return orders;
}
