import type { Spans } from './attribution.ts';
import { judge } from './excursion-tier.ts';
import type { Judgement } from './excursion-tier.ts';
import { defaultActivation, equivalentTime, meanKineticTemperature } from './mean-kinetic.ts';
import type { Activation } from './mean-kinetic.ts';
import { windowSeconds, worstMeanKinetic } from './rolling-window.ts';
import { budgetUse } from './stability-budget.ts';
import type { BudgetUse } from './stability-budget.ts';
import { labelRange } from './stability-profile.ts';
import type { StabilityProfile } from './stability-profile.ts';

/** What is asked about one leg of a kit's life. */
export interface ExcursionQuestion {
  /** Time of this leg charged to temperatures; see `attribute`, `clipSpans`. */
  readonly leg: Spans;
  readonly profile: StabilityProfile;
  /** Legs before and after this one, in order. */
  readonly earlier: readonly Spans[];
  readonly later?: readonly Spans[];
  readonly activation?: Activation;
}

export interface ExcursionAnswer {
  /** Used by this leg alone, and by the whole life. */
  readonly legUse: BudgetUse;
  readonly lifeUse: BudgetUse;
  /** Of the whole life: the tier, the arithmetic of every band and the reasons. */
  readonly judgement: Judgement;
  /** Mean kinetic temperature of this leg, °C; null when nothing was measured. */
  readonly meanKinetic: number | null;
  /** Highest mean kinetic temperature over 24 h and over 30 days of this leg, °C. */
  readonly worstDay: number | null;
  readonly worstThirtyDays: number | null;
  /** Seconds at the upper end of the label range that do as much as this leg's measured time above it. */
  readonly equivalentSeconds: number;
}

const measured = (leg: Spans, above: number): { centi: Int32Array; weight: Float64Array } => ({
  centi: leg.centi,
  weight: leg.seconds.map((seconds, i) =>
    leg.missing[i] === 0 && (leg.centi[i] as number) > above ? seconds : 0,
  ),
});

/**
 * Judges one leg against a profile together with all other legs of a life. The equivalent time and the
 * mean kinetic temperature speak of heat alone: they are no measure of freezing and no way to clear
 * transport that was not monitored.
 */
export function assessExcursion(question: ExcursionQuestion): ExcursionAnswer {
  const { leg, profile, earlier, later = [] } = question;
  const activation = question.activation ?? defaultActivation;
  const label = labelRange(profile);
  const lifeUse = budgetUse([...earlier, leg, ...later], profile);
  return {
    legUse: budgetUse([leg], profile),
    lifeUse,
    judgement: judge(lifeUse, profile),
    meanKinetic: meanKineticTemperature(measured(leg, Number.NEGATIVE_INFINITY), activation),
    worstDay: worstMeanKinetic(leg, windowSeconds.day, activation)?.celsius ?? null,
    worstThirtyDays: worstMeanKinetic(leg, windowSeconds.thirtyDays, activation)?.celsius ?? null,
    equivalentSeconds: equivalentTime(measured(leg, label.high), label.high, activation),
  };
}
