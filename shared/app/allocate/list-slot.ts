import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { captureStratum } from '../../domain/study/strata.ts';
import type { StratumSpecification } from '../../domain/study/strata.ts';
import type { FactorId, SiteId } from '../../domain/study/study-definition.ts';
import { nextFreeSlot, stratumByKey } from '../../store/queries/allocation-facts.ts';
import type { LockedList, StratumFacts } from '../../store/queries/allocation-facts.ts';
import type { CommandContext } from '../handlers.ts';
import { pickForVisit } from '../kit-pick/pick-for-visit.ts';
import { tieSource } from '../kit-pick/tie-source.ts';
import { requireSealer } from '../require-sealer.ts';
import type { Assignment, Exhausted, Wanted } from './wanted.ts';

/** `site` or `region` in the list's strata says by which place; the rest are factors. */
const specificationOf = (stratifyBy: readonly string[]): StratumSpecification => ({
  place: stratifyBy.includes('site') ? 'site' : stratifyBy.includes('region') ? 'region' : 'none',
  factors: stratifyBy.filter((name) => name !== 'site' && name !== 'region') as FactorId[],
});

/** The next slot of the subject's stratum, with kits for its arm. */
export function takeSlot(
  context: CommandContext,
  list: LockedList,
  wanted: Wanted,
): Result<Assignment, Refusal | Exhausted> {
  const { definition, site, factors, visit } = wanted;
  const captured = captureStratum(definition, specificationOf(list.stratifyBy), {
    site: site.code as SiteId,
    values: factors,
    randomizationDay: localDay(context.now.instant, site.zone),
  });
  if (!captured.ok) return captured;
  const { key } = captured.value;
  const stratum = stratumByKey(context.db, list.id, key);
  if (stratum === undefined) return err(noStratum(list.code, key));
  const slot = nextFreeSlot(context.db, stratum.id);
  if (slot === undefined) return err({ exhausted: key, refusal: noSlot(list.code, stratum) });
  const sealer = requireSealer(context);
  const arm = slot.veil ^ sealer.veilByte(stratum.nonce, slot.position - 1);
  const pick = pickForVisit(tieSource(context), { definition, site, arm, visit, now: context.now });
  if (!pick.ok) return pick;
  const body = { list: list.code, stratum: key, position: slot.position };
  return ok({ arm, pick: pick.value, body, secret: {} });
}

const noSlot = (list: string, stratum: StratumFacts): Refusal =>
  refusal(
    'stratum-exhausted',
    `List ${list} has no slot left in stratum ${stratum.words}: all ${stratum.slots} are used.`,
    'Ask the statistician to extend the list; the subject was not randomized.',
  );

/** Not a stratum that ran out: a reserve list is no answer to a site that the list never knew. */
const noStratum = (list: string, key: string): Refusal =>
  refusal(
    'stratum-unknown',
    `List ${list} has no stratum "${key}".`,
    'Ask the statistician to extend the list by it; the subject was not randomized.',
  );
