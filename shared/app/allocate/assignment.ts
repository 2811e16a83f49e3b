import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { allocationList, listInUse } from '../../store/queries/allocation-facts.ts';
import type { LockedList } from '../../store/queries/allocation-facts.ts';
import type { CommandContext } from '../handlers.ts';
import { cohortInUse } from './cohort-in-use.ts';
import { drawLive } from './live-draw.ts';
import { takeSlot } from './list-slot.ts';
import type { Assignment, Exhausted, Wanted } from './wanted.ts';

/** Arm and kits by the list in use; by its reserve list where a stratum has run out. */
export function assign(context: CommandContext, wanted: Wanted): Result<Assignment, Refusal> {
  const cohort = cohortInUse(context.db, wanted.cohort);
  if (!cohort.ok) return cohort;
  const list = listInUse(context.db, cohort.value);
  if (list === undefined) return err(noList);
  const found = assignBy(context, list, wanted);
  if (found.ok) return found;
  if (!('exhausted' in found.error)) return err(found.error);
  if (list.fallback === null) return err(found.error.refusal);
  return assignByReserve(context, list, wanted, found.error);
}

const assignBy = (
  context: CommandContext,
  list: LockedList,
  wanted: Wanted,
): Result<Assignment, Refusal | Exhausted> =>
  list.kind === 'live' ? drawLive(context, list, wanted) : takeSlot(context, list, wanted);

function assignByReserve(
  context: CommandContext,
  list: LockedList,
  wanted: Wanted,
  { exhausted, refusal: original }: Exhausted,
): Result<Assignment, Refusal> {
  const reserve = allocationList(context.db, list.fallback as string);
  if (reserve?.status !== 'locked') return err(reserveNotLocked(original, list, reserve));
  const found = assignBy(context, reserve, wanted);
  if (found.ok) {
    const insteadOf = { list: list.code, stratum: exhausted };
    return ok({ ...found.value, body: { ...found.value.body, insteadOf } });
  }
  if (!('exhausted' in found.error)) return err(found.error);
  const { message, ...rest } = found.error.refusal;
  return err({ ...rest, message: `${original.message} ${message}` });
}

const noList = refusal(
  'no-locked-list',
  'No randomization list is locked.',
  'Generate a list, verify it and have two people sign it.',
);

const reserveNotLocked = (
  original: Refusal,
  list: LockedList,
  reserve: LockedList | undefined,
): Refusal =>
  refusal(
    'reserve-not-locked',
    `${original.message} Its reserve list ${list.fallback ?? ''} is ${reserve?.status ?? 'gone'}.`,
    'Have the reserve list verified and signed by two people; the subject was not randomized.',
  );
