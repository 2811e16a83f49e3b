import type { Refusal } from '../../base/refusal.ts';
import { type Result, ok } from '../../base/result.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { dbr, parseLevelBalancing } from '../randomization/dbr.ts';
import { type LiveScheme, liveProbabilities } from '../randomization/live-allocation.ts';
import { checkMinimization } from '../randomization/minimization.ts';
import { checkArmsAllowed } from '../randomization/weights.ts';
import type { ArmDraw } from './arm-draw.ts';
import { drawIndex } from './draw-index.ts';
import type { BalancedPart, RandomizationModel } from './model.ts';

type Balanced = Extract<RandomizationModel, { kind: 'balanced' }>;

/** Draws by the probabilities of live allocation, from the counts that the study has begun with. */
class BalancedDraw implements ArmDraw {
  private readonly scheme: LiveScheme;
  private readonly parts: readonly BalancedPart[];
  private readonly own: Int32Array;
  /** [part][level][arm] */
  private counts: number[][][] = [];

  constructor(scheme: LiveScheme, parts: readonly BalancedPart[]) {
    this.scheme = scheme;
    this.parts = parts;
    this.own = new Int32Array(parts.length);
  }

  restart(): void {
    this.counts = this.parts.map(({ begun }) => begun.map((byArm) => [...byArm]));
  }

  draw(source: WordSource, site: number): number {
    this.parts.forEach(({ levelOfSite, shares }, part) => {
      this.own[part] =
        levelOfSite === null ? drawIndex(source, shares) : (levelOfSite[site] as number);
    });
    const counts = this.counts.map((levels, part) => levels[this.own[part] as number] as number[]);
    const arm = drawIndex(source, liveProbabilities(this.scheme, counts));
    for (const byArm of counts) byArm[arm] = (byArm[arm] as number) + 1;
    return arm;
  }
}

function schemeOf({ ratio, rule, parts }: Balanced): Result<LiveScheme, Refusal> {
  if (rule.kind === 'limits') {
    const served = checkArmsAllowed(dbr.name, dbr.armsAllowed, ratio);
    if (!served.ok) return served;
    const balancing = parseLevelBalancing({ limits: rule.limits });
    return balancing.ok ? ok({ procedure: 'dbr', balancing: balancing.value }) : balancing;
  }
  const checked = checkMinimization({
    weights: ratio,
    measure: rule.measure,
    p: rule.p,
    factors: parts.map((_, i) => ({
      name: String(i),
      weight: rule.weights[i] as number,
      levels: [],
    })),
  });
  return checked.ok ? ok({ procedure: 'minimization', minimization: checked.value }) : checked;
}

/** Dynamic balancing or minimization; refuses arms and parameters that the procedure does not serve. */
export function balancedDraw(model: Balanced): Result<ArmDraw, Refusal> {
  const scheme = schemeOf(model);
  return scheme.ok ? ok(new BalancedDraw(scheme.value, model.parts)) : scheme;
}
