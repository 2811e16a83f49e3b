import type { Json } from '../../base/canonical-json.ts';
import type { GivenArm, LiveAllocation } from '../../engine/randomization/live-allocation.ts';
import { replayAllocations } from '../../engine/randomization/live-allocation.ts';
import { secondReplay } from '../../engine/randomization/concordance/second-live.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { ListFacts } from '../../store/queries/list-facts.ts';
import { absorbedSlots, allocatedSlots } from '../../store/queries/live-facts.ts';
import type { AllocatedSlot } from '../../store/queries/live-facts.ts';
import { armsOf } from '../generate-list/decide.ts';
import type { CommandContext } from '../handlers.ts';
import { armIndexOf } from '../live-scheme/arm-counts.ts';
import { decodeDraw } from '../live-scheme/live-record.ts';
import { liveSchemeOf, schemeDigest, schemeSecretOf } from '../live-scheme/scheme-secret.ts';
import type { SchemeSpecification } from '../live-scheme/scheme-secret.ts';
import { levelsOfKey } from '../live-scheme/subject-levels.ts';
import { openSecret } from '../open-secret.ts';
import { requireSealer } from '../require-sealer.ts';
import { armsCheck, same } from './decide.ts';
import type { ListCheck } from './decide.ts';

/** Every check of live allocation: its parameters, and each allocation made again from its stored draw. */
export function schemeChecks(context: CommandContext, list: ListFacts): readonly ListCheck[] {
  const { db, ports } = context;
  const secret = schemeSecretOf(db, requireSealer(context), list.entry);
  const { specification } = secret;
  const allocations = allocationsOf(context, list, specification);
  const steps = inOrder(allocations, absorbedOf(context, list, specification));
  return [
    same('digest of the parameters', {
      recorded: list.digest,
      computed: schemeDigest(ports, secret),
    }),
    replayCheck(specification, steps),
    secondCheck(specification, steps),
    positionCheck(allocations),
    armsCheck({
      arms: specification.arms,
      studyArms: armsOf(currentDefinition(db).definition),
    }),
  ];
}

interface Named {
  readonly id: number;
  readonly subject: string;
}

type Step = Named & (LiveAllocation | GivenArm);

interface NamedAllocation extends Named, LiveAllocation {
  readonly position: number;
}

function allocationsOf(
  context: CommandContext,
  list: ListFacts,
  { parts }: SchemeSpecification,
): readonly NamedAllocation[] {
  const { db } = context;
  const sealer = requireSealer(context);
  return allocatedSlots(db, list.id, 0).map((slot: AllocatedSlot): NamedAllocation => {
    const { live } = openSecret(db, sealer, slot.entry) as { readonly live: Json };
    return {
      id: slot.id,
      subject: slot.code,
      position: slot.position,
      levels: levelsOfKey(parts, slot.key),
      ...decodeDraw(live),
      arm: armIndexOf(sealer, slot),
    };
  });
}

/** Subjects that came from backup lists: their arms take part in the counts. */
function absorbedOf(
  context: CommandContext,
  list: ListFacts,
  { parts }: SchemeSpecification,
): readonly Step[] {
  const sealer = requireSealer(context);
  return absorbedSlots(context.db, list.id, 0).map((slot) => ({
    id: slot.id,
    subject: slot.code,
    levels: levelsOfKey(parts, slot.key),
    arm: armIndexOf(sealer, slot),
    draw: null,
  }));
}

const inOrder = (own: readonly Step[], absorbed: readonly Step[]): readonly Step[] =>
  [...own, ...absorbed].sort((a, b) => a.id - b.id);

function replayCheck(specification: SchemeSpecification, allocations: readonly Step[]): ListCheck {
  const scheme = liveSchemeOf(specification);
  if (!scheme.ok) throw new Error(`scheme ${specification.list}: ${scheme.error.message}`);
  const difference = replayAllocations(scheme.value, specification.arms.length, allocations);
  return {
    check: 'every allocation made again from its stored draw',
    passed: difference === null,
    detail:
      difference === null
        ? `All ${allocations.length} allocations follow from their draws.`
        : `The first that differs is subject ${allocations[difference.index]?.subject ?? ''}: ` +
          `${difference.what} should be ${difference.expected}, recorded is ${difference.found}.`,
  };
}

function secondCheck(specification: SchemeSpecification, allocations: readonly Step[]): ListCheck {
  const differing = secondReplay(
    {
      weights: specification.arms.map(({ weight }) => weight),
      ...(specification.procedure === 'dbr'
        ? { limits: specification.values }
        : {
            importance: specification.values,
            measure: specification.measure ?? 'range',
            p: specification.p ?? 0,
          }),
    },
    allocations,
  );
  return {
    check: 'second implementation',
    passed: differing === null,
    detail:
      differing === null
        ? `All ${allocations.length} arms agree with an implementation written separately.`
        : `It gives subject ${allocations[differing]?.subject ?? ''} another arm.`,
  };
}

function positionCheck(allocations: readonly NamedAllocation[]): ListCheck {
  const gap = allocations.findIndex(({ position }, i) => position !== i + 1);
  return {
    check: 'allocations without a gap',
    passed: gap < 0,
    detail:
      gap < 0
        ? `${allocations.length} allocations in order.`
        : `Subject ${allocations[gap]?.subject ?? ''} should be number ${gap + 1}.`,
  };
}
