import { useStudy } from '../../state/use-study.ts';
import type { Question } from './lab-state.ts';
import { useLab } from './lab-state.ts';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** `2:1` as weights in lowest terms; undefined while it is no ratio. */
export function weightsOf(ratio: string): readonly number[] | undefined {
  const weights = ratio.split(':').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : 0));
  const isRatio =
    weights.length >= 2 && weights.length <= 20 && weights.every((w) => w >= 1 && w <= 100);
  if (!isRatio) return undefined;
  const divisor = weights.reduce(gcd);
  return weights.map((weight) => weight / divisor);
}

/** The ratio of the study in lowest terms, e.g. `1:1`. */
export function useStudyRatio(): string | undefined {
  const arms = useStudy()?.arms;
  if (arms === undefined) return undefined;
  return weightsOf(arms.map(({ ratio }) => ratio).join(':'))?.join(':');
}

const within = (value: number | string, least: number, most: number): boolean =>
  value !== '' &&
  Number.isSafeInteger(Number(value)) &&
  least <= Number(value) &&
  Number(value) <= most;

/** Largest values that the core takes. */
export const most = { n: 100_000, replicates: 1_000_000, seed: Number.MAX_SAFE_INTEGER } as const;

/** The question as it is typed now; undefined while something in it cannot be asked. */
export function useQuestion(): Question | undefined {
  const setting = useLab((state) => state.setting);
  const candidates = useLab((state) => state.candidates);
  const ratio = useStudyRatio() ?? '1:1';
  const arms = weightsOf(setting.ratio === '' ? ratio : setting.ratio);
  const { n, replicates, seed } = setting;
  const isAskable =
    within(n, 1, most.n) && within(replicates, 100, most.replicates) && within(seed, 0, most.seed);
  if (arms === undefined || !isAskable || candidates.length === 0) return undefined;
  return {
    arms: [...arms],
    n: Number(n),
    replicates: Number(replicates),
    seed: Number(seed),
    designs: candidates.map(({ procedure, parameters }) => ({
      procedure,
      parameters: Object.fromEntries(
        Object.entries(parameters)
          .map(([name, value]) => [name, value.trim()] as const)
          .filter(([, value]) => value !== ''),
      ),
    })),
  };
}
