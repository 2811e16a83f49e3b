import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { checkCharacter } from './check-characters.ts';
import type { NumberFormat } from './number-format.ts';
import { alphabetCharacters } from './number-format.ts';

/** A uniform integer from 0 to `bound − 1`; `bound` is 1 to 2^30. Randomness is the caller's. */
export type Draw = (bound: number) => number;

export interface GenerateRequest {
  readonly count: number;
  readonly format: NumberFormat;
  /** Numbers in use, of this and earlier lists: never given again. */
  readonly isTaken: (number: string) => boolean;
  readonly takenCount: number;
  /** First value of the sequence, 1 for a new list, one past the last for an extension. */
  readonly firstSequence: number;
  readonly draw: Draw;
}

export interface GeneratedNumbers {
  /** In drawn order: position tells nothing of the number. */
  readonly numbers: readonly string[];
  /** A random permutation of `firstSequence …`, by position; independent of the numbers. */
  readonly sequences: Int32Array;
}

/** Share of the space that may ever be used: gaps keep a number from telling its neighbours. */
const largestShare = 0.25;
const largestBound = 2 ** 30;
const largestCount = 5_000_000;

/** Pieces of a number short enough to be drawn at once: `[characters, bound]`. */
function pieces(format: NumberFormat): readonly (readonly [number, number])[] {
  const size = alphabetCharacters[format.alphabet].length;
  const most = Math.floor(Math.log(largestBound) / Math.log(size));
  const result: (readonly [number, number])[] = [];
  for (let left = format.length; left > 0; left -= most) {
    const characters = Math.min(most, left);
    result.push([characters, size ** characters]);
  }
  return result;
}

function drawnText(format: NumberFormat, plan: ReturnType<typeof pieces>, draw: Draw): string {
  const alphabet = alphabetCharacters[format.alphabet];
  const size = alphabet.length;
  let text = format.prefix;
  for (const [characters, bound] of plan) {
    let value = draw(bound);
    for (let index = 0; index < characters; index++) {
      text += alphabet[value % size];
      value = Math.floor(value / size);
    }
  }
  return text;
}

/** How many numbers the format can give; a check character outside the alphabet drops its number, hence "about". */
export function formatCapacity(format: NumberFormat): number {
  const size = alphabetCharacters[format.alphabet].length;
  const scheme = format.check === 'mod-37-36' ? 36 : format.check === 'mod-11-10' ? 10 : size;
  return Math.floor(size ** format.length * Math.min(1, size / scheme));
}

function permuted(first: number, count: number, draw: Draw): Int32Array {
  const sequence = Int32Array.from({ length: count }, (_, index) => first + index);
  for (let index = count - 1; index > 0; index--) {
    const other = draw(index + 1);
    const kept = sequence[index] as number;
    sequence[index] = sequence[other] as number;
    sequence[other] = kept;
  }
  return sequence;
}

function capacityRefusal(request: GenerateRequest): Refusal | undefined {
  const { count, takenCount, format } = request;
  if (!Number.isInteger(count) || count < 1 || count > largestCount) {
    return refusal(
      'kit-number-count',
      `${count} numbers were asked for.`,
      `Ask for 1 to ${largestCount}.`,
    );
  }
  const room = Math.floor(formatCapacity(format) * largestShare);
  if (takenCount + count <= room) return undefined;
  return refusal(
    'kit-number-space',
    `${takenCount} numbers in use and ${count} more would fill over a quarter of the numbers possible.`,
    'Lengthen the kit number in the study definition.',
    [`A number of ${format.length} drawn characters leaves room for ${room} kits.`],
  );
}

/**
 * Draws `count` distinct numbers uniformly from the format's space, none of them taken, and a
 * sequence that is a uniform permutation drawn apart. Kit types are given to positions by the
 * caller and never enter here, so neither number nor sequence can depend on them. Refuses a count
 * out of range (`kit-number-count`) and a space that would be over a quarter full
 * (`kit-number-space`).
 */
export function generateKitNumbers(request: GenerateRequest): Result<GeneratedNumbers, Refusal> {
  const refused = capacityRefusal(request);
  if (refused !== undefined) return err(refused);
  const { count, format, isTaken, draw } = request;
  const plan = pieces(format);
  const alphabet = alphabetCharacters[format.alphabet];
  const numbers = new Set<string>();
  while (numbers.size < count) {
    const body = drawnText(format, plan, draw);
    const check = checkCharacter(body, format.check);
    if (check === undefined)
      throw new Error(`prefix ${format.prefix} does not suit ${format.check}`);
    if (!alphabet.includes(check)) continue;
    const number = body + check;
    if (!isTaken(number)) numbers.add(number);
  }
  return ok({
    numbers: [...numbers],
    sequences: permuted(request.firstSequence, count, draw),
  });
}
