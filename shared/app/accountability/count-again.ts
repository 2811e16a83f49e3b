import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { unitCountRefusal } from '../../domain/accountability/unit-count.ts';
import type { AccountKit } from '../../store/queries/account-kits.ts';
import { nextNumberOf } from '../../store/queries/account-papers.ts';
import { foreignPlace } from '../actor-place.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import type { Decided } from '../record.ts';
import { kitsRefusal, namedAccountKits, onItsWay } from './account-facts.ts';
import { discrepancyCode } from './discrepancies.ts';
import { kitUnits } from './kit-units.ts';

/** A second count by another person. Where it differs, a discrepancy goes to who counted first. */
export const countAgain: CommandHandler<'accountability.countAgain'> = (context, input) => {
  const named = namedAccountKits(
    context.db,
    input.kits.map(({ number }) => number),
  );
  if (!named.ok) return named;
  const kits = named.value;
  for (const { placeCode } of kits) {
    const foreign = foreignPlace(context.actor, placeCode);
    if (foreign !== null) return err(foreign);
  }
  const problems = kits.flatMap((kit) => problemOf(context, kit) ?? []);
  const stopped = kitsRefusal(
    'kit-not-countable',
    problems,
    kits.length,
    'Leave these kits out; the second count is that of another person.',
  );
  if (stopped !== null) return err(stopped);
  const counted = input.kits.map((kit) => kit.counted);
  const wrong = tooMany(context, kits, counted);
  if (wrong !== null) return err(wrong);
  const differing = kits.flatMap((kit, i) =>
    kit.returned === counted[i] ? [] : [{ kit, counted: counted[i] as number }],
  );
  const first = nextNumberOf(context.db, 'discrepancy');
  const raised = differing.map(({ kit, counted: second }, i) => raisedFor(kit, second, first + i));
  return ok({
    events: [...countEvents(kits, counted), ...raised.map(({ event }) => event)],
    value: { counted: kits.length, discrepancies: raised.map(({ code }) => code) },
  });
};

/** A count above the size of a kit, where the person may know the size. */
function tooMany(
  context: CommandContext,
  kits: readonly AccountKit[],
  counted: readonly number[],
): Refusal | null {
  const unitsOf = kitUnits(context);
  return unitCountRefusal(
    kits.flatMap((kit, i) => {
      const dispensed = unitsOf(kit);
      return dispensed === null
        ? []
        : [{ number: kit.number, dispensed, returned: counted[i] as number, lost: 0 }];
    }),
  );
}

function problemOf({ db, actor }: CommandContext, kit: AccountKit): string | null {
  if (kit.returned === null)
    return `${kit.number}: was not taken back yet; there is no first count.`;
  if (kit.counter === actor.user) return `${kit.number}: you counted it first.`;
  if (kit.state === 'destroyed') return `${kit.number}: was destroyed (${kit.destruction}).`;
  if (kit.state === 'missing') return `${kit.number}: is missing.`;
  return onItsWay(db, kit);
}

/** One entry a place. */
function countEvents(kits: readonly AccountKit[], counted: readonly number[]): readonly Decided[] {
  const places = [...new Set(kits.map(({ placeCode }) => placeCode))];
  return places.map((place): Decided => {
    const here = kits.flatMap((kit, i) => (kit.placeCode === place ? [i] : []));
    const body = {
      place,
      kits: here.map((i) => (kits[i] as AccountKit).number),
      counted: here.map((i) => counted[i] as number),
    };
    return { event: { kind: 'units-counted-again', body } };
  });
}

function raisedFor(
  kit: AccountKit,
  second: number,
  number: number,
): { readonly code: string; readonly event: Decided } {
  const code = discrepancyCode(number);
  const body = {
    discrepancy: code,
    place: kit.placeCode,
    kit: kit.number,
    subject: kit.subject,
    what: `${kit.number}: ${kit.returned} units at the first count, ${second} at the second.`,
    owner: kit.counter as string,
  };
  return { code, event: { event: { kind: 'discrepancy-raised', body } } };
}
