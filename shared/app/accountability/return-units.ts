import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { bucketOf } from '../../domain/accountability/bucket.ts';
import { unitCountRefusal } from '../../domain/accountability/unit-count.ts';
import type { UnitCount } from '../../domain/accountability/unit-count.ts';
import { kitStateInWords } from '../../domain/kit/kit-state.ts';
import { subjectByCode } from '../../store/queries/allocation-facts.ts';
import type { AccountKit } from '../../store/queries/account-kits.ts';
import { foreignPlace } from '../actor-place.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { isUncounted, kitsRefusal, namedAccountKits, onItsWay } from './account-facts.ts';
import { kitUnits, unitsNeedKey } from './kit-units.ts';

/** Takes back kits of one subject with the units counted in each: all of them, or none is recorded. */
export const returnUnits: CommandHandler<'accountability.returnUnits'> = (context, input) => {
  const site = siteOfSubject(context, input.subject);
  if (!site.ok) return site;
  const named = namedAccountKits(
    context.db,
    input.kits.map(({ number }) => number),
  );
  if (!named.ok) return named;
  const kits = named.value;
  const problems = kits.flatMap((kit) => returnProblem(context, kit, input.subject, site.value));
  const stopped = kitsRefusal(
    'kit-not-returnable',
    problems,
    kits.length,
    'Leave these kits out. A count that is already there can be corrected.',
  );
  if (stopped !== null) return err(stopped);
  const wrong = countsRefusal(context, kits, input.kits);
  if (wrong !== null) return err(wrong);
  const body = {
    subject: input.subject,
    place: site.value,
    kits: kits.map(({ number }) => number),
    states: kits.map(({ state }) => (state === 'dispensed' ? 'returned' : state)),
    returned: input.kits.map(({ returned }) => returned),
    lost: input.kits.map(({ lost }) => lost),
    note: input.note,
  };
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  return ok({
    events: [{ event: { kind: 'units-returned', body } }],
    value: { kits: kits.length, returned: sum(body.returned), lost: sum(body.lost) },
  });
};

function siteOfSubject(context: CommandContext, code: string): Result<string, Refusal> {
  const subject = subjectByCode(context.db, code);
  if (subject !== undefined && foreignPlace(context.actor, subject.site) === null) {
    return ok(subject.site);
  }
  return err(
    refusal(
      'subject-unknown',
      `No subject ${code} is randomized at your sites.`,
      'Check the number, or scan a kit of the subject.',
    ),
  );
}

/** Why units of a kit cannot be taken back from the subject now. */
function returnProblem(
  context: CommandContext,
  kit: AccountKit,
  subject: string,
  site: string,
): readonly string[] {
  if (kit.subject === null || foreignPlace(context.actor, kit.site ?? '') !== null) {
    return [`${kit.number}: was not dispensed to subject ${subject}.`];
  }
  if (kit.subject !== subject) {
    return [`${kit.number}: was dispensed to subject ${kit.subject}, not to ${subject}.`];
  }
  if (kit.returned !== null) {
    return [
      `${kit.number}: was counted by ${kit.countedBy} already (${kit.returned} units); correct the count instead.`,
    ];
  }
  const away = onItsWay(context.db, kit);
  if (away !== null) return [away];
  const isHere = kit.state === 'dispensed' || bucketOf(kit.state) === 'onHand';
  if (isHere && kit.placeCode === site) return [];
  return [`${kit.number}: is ${kitStateInWords(kit.state)} at ${kit.placeCode}.`];
}

/** Counts above what was dispensed, or of kits whose size the person may not know. */
function countsRefusal(
  context: Pick<CommandContext, 'db' | 'sealer'>,
  kits: readonly AccountKit[],
  typed: readonly { readonly returned: number; readonly lost: number }[],
): Refusal | null {
  const unitsOf = kitUnits(context);
  const hidden: string[] = [];
  const counts = kits.flatMap((kit, i): readonly UnitCount[] => {
    const dispensed = unitsOf(kit);
    if (dispensed === null) {
      hidden.push(kit.number);
      return [];
    }
    const { returned, lost } = typed[i] as { returned: number; lost: number };
    return [{ number: kit.number, dispensed, returned, lost }];
  });
  if (hidden.length > 0) return unitsNeedKey(hidden);
  return unitCountRefusal(counts);
}

/** A count of a returned kit put right where the kit still is: who corrects it says why. */
export const correctUnits: CommandHandler<'accountability.correct'> = (context, input) => {
  const named = namedAccountKits(context.db, [input.number]);
  if (!named.ok) return named;
  const [kit] = named.value as readonly [AccountKit];
  const stopped =
    foreignPlace(context.actor, kit.placeCode) ??
    correctionRefusal(context, kit) ??
    countsRefusal(context, [kit], [input]);
  if (stopped !== null) return err(stopped);
  const before = { returned: kit.returned as number, lost: kit.lost as number };
  if (before.returned === input.returned && before.lost === input.lost) {
    return err(
      refusal(
        'nothing-to-correct',
        `${kit.number} stands with ${before.returned} returned and ${before.lost} lost already.`,
        'Type the counts as they should be.',
      ),
    );
  }
  const body = { kit: kit.number, returned: input.returned, lost: input.lost, before };
  return ok({
    events: [{ event: { kind: 'units-corrected', body }, reason: input.reason }],
    value: {},
  });
};

/** Its count moved on with it, or nobody has it in hand. */
function notAtSite({ number, state, returned, site, placeCode }: AccountKit): string | null {
  if (bucketOf(state) !== 'onHand') return `${number}: is ${kitStateInWords(state)}.`;
  if (placeCode === site) return null;
  return `${number}: left ${site} with ${returned} units and is at ${placeCode}.`;
}

function correctionRefusal(context: CommandContext, kit: AccountKit): Refusal | null {
  const { number } = kit;
  const problem =
    kit.returned === null
      ? `${number}: its units were not counted yet.`
      : kit.state === 'destroyed'
        ? `${number}: was destroyed with ${kit.returned} units (${kit.destruction}); the certificate says so.`
        : (onItsWay(context.db, kit) ?? notAtSite(kit));
  return problem === null
    ? null
    : refusal(
        'count-not-correctable',
        `The count of kit ${problem}`,
        isUncounted(kit) ? 'Take it back first.' : 'Raise a discrepancy instead.',
      );
}
