import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { captureStratum } from '../../domain/study/strata.ts';
import type { StratumSpecification } from '../../domain/study/strata.ts';
import type { FactorId, SiteId, StudyDefinition } from '../../domain/study/study-definition.ts';
import {
  countSubjects,
  listInUse,
  nextFreeSlot,
  placeByCode,
  stratumByKey,
  subjectByCode,
} from '../../store/queries/allocation-facts.ts';
import type { FreeSlot, PlaceFacts, StratumFacts } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { pickForVisit } from '../kit-pick/pick-for-visit.ts';
import { requireSealer } from '../require-sealer.ts';
import { siteRefusal } from '../site-refusal.ts';
import { gateRefusal } from './gates.ts';

/** Gates → strata → next slot of the list → kits → one record. A refusal consumes nothing. */
export const allocate: CommandHandler<'subjects.allocate'> = (context, input) => {
  const { definition } = currentDefinition(context.db);
  const site = placeByCode(context.db, input.site);
  const stopped =
    siteRefusal(site, input.site) ??
    subjectRefusal(context, input.subject) ??
    gateRefusal(definition, input, context.now);
  if (stopped !== null || site === undefined) return err(stopped as Refusal);
  const slot = findSlot(context, definition, site, input.factors);
  if (!slot.ok) return slot;
  const visit = definition.visits.find(({ isRandomization }) => isRandomization)?.id as string;
  const sealer = requireSealer(context);
  const arm =
    slot.value.slot.veil ^ sealer.veilByte(slot.value.stratum.nonce, slot.value.slot.position - 1);
  const pick = pickForVisit(
    { db: context.db, sealer },
    { definition, site, arm, visit, now: context.now },
  );
  if (!pick.ok) return pick;
  const randomizationNumber = `R${String(countSubjects(context.db) + 1).padStart(5, '0')}`;
  const numbers = pick.value.kits.map(({ number }) => number);
  return ok({
    events: [
      {
        event: {
          kind: 'subject-randomized',
          body: {
            subject: input.subject,
            site: input.site,
            randomizationNumber,
            list: slot.value.list,
            stratum: slot.value.key,
            position: slot.value.slot.position,
            visit,
            kits: numbers,
            consent: input.consent,
            gates: input.gates,
            factors: slot.value.captured,
          },
        },
        secret: { arm, because: pick.value.because.map((line) => ({ ...line })) },
      },
    ],
    value: {
      subject: input.subject,
      site: input.site,
      randomizationNumber,
      at: context.now.instant,
      offsetMinutes: context.now.offsetMinutes,
      visit,
      kits: pick.value.kits.map(({ number, lot, expiry }) => ({ number, lot, expiry })),
      arm: definition.arms[arm]?.name ?? null,
      because: [...pick.value.because],
    },
  });
};

function subjectRefusal(context: CommandContext, subject: string): Refusal | null {
  const known = subjectByCode(context.db, subject);
  if (known === undefined) return null;
  return refusal(
    'subject-already-randomized',
    `Subject ${subject} was randomized at ${known.site} on ${known.randomizedAt} as ${known.randomizationNumber}.`,
    'Open the subject to dispense a later visit; a rescreened person gets a new subject number.',
  );
}

interface FoundSlot {
  readonly list: string;
  readonly key: string;
  readonly stratum: StratumFacts;
  readonly slot: FreeSlot;
  /** Values by factor as captured, frozen with the allocation; the stratum key holds the levels. */
  readonly captured: { readonly [factor: string]: string };
}

/** `site` or `region` in the list's strata says by which place; the rest are factors. */
const specificationOf = (stratifyBy: readonly string[]): StratumSpecification => ({
  place: stratifyBy.includes('site') ? 'site' : stratifyBy.includes('region') ? 'region' : 'none',
  factors: stratifyBy.filter((name) => name !== 'site' && name !== 'region') as FactorId[],
});

function findSlot(
  context: CommandContext,
  definition: StudyDefinition,
  site: PlaceFacts,
  factors: { readonly [factor: string]: string },
): Result<FoundSlot, Refusal> {
  const list = listInUse(context.db);
  if (list === undefined) return err(noList);
  const captured = captureStratum(definition, specificationOf(list.stratifyBy), {
    site: site.code as SiteId,
    values: factors,
    randomizationDay: localDay(context.now.instant, site.zone),
  });
  if (!captured.ok) return captured;
  const { key } = captured.value;
  const stratum = stratumByKey(context.db, list.id, key);
  const slot = stratum === undefined ? undefined : nextFreeSlot(context.db, stratum.id);
  if (stratum === undefined || slot === undefined) return err(exhausted(list.code, key, stratum));
  return ok({ list: list.code, key, stratum, slot, captured: knownFactors(definition, factors) });
}

const knownFactors = (
  definition: StudyDefinition,
  factors: { readonly [factor: string]: string },
): { readonly [factor: string]: string } =>
  Object.fromEntries(
    definition.factors.flatMap(({ id }) =>
      Object.hasOwn(factors, id) ? [[id, factors[id] as string]] : [],
    ),
  );

const noList = refusal(
  'no-locked-list',
  'No randomization list is locked.',
  'Generate a list, verify it and have two people sign it.',
);

const exhausted = (list: string, key: string, stratum: StratumFacts | undefined): Refusal =>
  refusal(
    stratum === undefined ? 'stratum-unknown' : 'stratum-exhausted',
    stratum === undefined
      ? `List ${list} has no stratum "${key}".`
      : `List ${list} has no slot left in stratum ${stratum.words}: all ${stratum.slots} are used.`,
    'Ask the statistician for a list that covers this stratum; the subject was not randomized.',
  );
