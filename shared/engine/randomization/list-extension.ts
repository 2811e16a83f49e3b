import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { CheckedList, ListSpecification } from './list-specification.ts';

const sameButStrata = (a: ListSpecification, b: ListSpecification): boolean =>
  JSON.stringify({ ...a, strata: [] }) === JSON.stringify({ ...b, strata: [] });

const refuse = (message: string, next: string): Result<never, Refusal> =>
  err(refusal('list-not-extendable', message, next));

/**
 * Whether a longer specification extends a locked one: the same in everything but lengths, no
 * stratum shorter or missing, new strata allowed at the end. The extended list then begins with
 * the locked one in every stratum. Procedures with a fixed number of subjects cannot be extended,
 * because their probabilities depend on it.
 *
 * @returns number of slots each stratum of the longer list adds, by its name
 */
export const checkExtension = (
  locked: CheckedList,
  longer: CheckedList,
): Result<ReadonlyMap<string, number>, Refusal> => {
  if (!sameButStrata(locked.specification, longer.specification)) {
    return refuse(
      'The extension differs from the locked list in more than its lengths.',
      'Keep study, list, arms, procedure and parameters; make a new list for other ones.',
    );
  }
  const bounded = longer.strata.find(({ design }) => design.steps !== null);
  if (bounded !== undefined) {
    return refuse(
      `A list by "${longer.specification.procedure}" has a fixed number of subjects.`,
      'Make a further list with a name of its own.',
    );
  }
  const added = new Map<string, number>();
  for (const [i, stratum] of longer.strata.entries()) {
    const before = locked.strata[i];
    if (before !== undefined && (before.name !== stratum.name || before.slots > stratum.slots)) {
      return refuse(
        `Stratum "${before.name}" with its ${before.slots} slots is not kept.`,
        'Keep the strata in their order with at least as many slots; add new ones at the end.',
      );
    }
    added.set(stratum.name, stratum.slots - (before?.slots ?? 0));
  }
  const gone = locked.strata[longer.strata.length];
  if (gone !== undefined) {
    return refuse(`Stratum "${gone.name}" is missing.`, 'Keep every stratum of the locked list.');
  }
  if ([...added.values()].some((slots) => slots > 0)) return ok(added);
  return refuse('The extension adds no slot.', 'Give a stratum more slots, or add a stratum.');
};
