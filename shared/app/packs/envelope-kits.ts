import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import type { CommandContext } from '../handlers.ts';
import { pickForVisit } from '../kit-pick/pick-for-visit.ts';
import { tieSource } from '../kit-pick/tie-source.ts';
import type { Moment } from '../ports.ts';

/** What is put into envelopes, and until when it must be usable. */
export interface EnvelopeStock {
  readonly definition: StudyDefinition;
  readonly site: PlaceFacts;
  readonly visit: string;
  /** Arm of each envelope in their order. */
  readonly arms: readonly number[];
  readonly layers: number;
  readonly until: Moment;
}

/**
 * Kits of each envelope, layer by layer, by number within a layer. First layers are filled before any replacement,
 * so that what expires first is given first. A kit in one envelope is in no other.
 */
export function fillEnvelopes(
  context: CommandContext,
  stock: EnvelopeStock,
): Result<readonly (readonly (readonly string[])[])[], Refusal> {
  const { definition, site, visit, until: now } = stock;
  const source = tieSource(context);
  const except = new Set<number>();
  const envelopes = stock.arms.map((): (readonly string[])[] => []);
  for (let layer = 1; layer <= stock.layers; layer += 1) {
    for (const [i, arm] of stock.arms.entries()) {
      const pick = pickForVisit(source, { definition, site, arm, visit, now, except });
      if (!pick.ok) return pick;
      for (const { id } of pick.value.kits) except.add(id);
      envelopes[i]?.push(pick.value.kits.map(({ number }) => number).sort());
    }
  }
  return ok(envelopes);
}
