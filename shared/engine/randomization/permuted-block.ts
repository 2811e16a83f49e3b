import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { type ParameterSpec, type RawParameters, readIntegers, readNumber } from './parameters.ts';
import type { DesignContext, Procedure } from './procedure.ts';
import { sum } from './weights.ts';

const BLOCK: ParameterSpec = {
  name: 'block',
  meaning:
    'block size, a multiple of the sum of the ratio; with blocks: size of the block in progress',
  kind: 'integer',
  min: 2,
  max: 10_000,
  optional: true,
};
const BLOCKS: ParameterSpec = {
  name: 'blocks',
  meaning:
    'concealed block sizes, drawn with equal probability, each a multiple of the sum of the ratio',
  kind: 'integers',
  min: 2,
  max: 10_000,
  optional: true,
};

interface PermutedBlock {
  readonly weights: readonly number[];
  /** λ of each block size, ascending; block = λ·W. */
  readonly lambdas: readonly number[];
  /** λ of the block that is in progress at the start or at given counts; null when unknown. */
  readonly current: number | null;
}

/** Position in the block in progress. `lambda` 0: the size of the next block is not drawn yet. */
export interface BlockState {
  readonly lambda: number;
  readonly filled: readonly number[];
}

const notMultiple = (block: number, total: number): Refusal =>
  refusal(
    'block-not-multiple',
    `A block of ${block} cannot hold the ratio, whose weights add up to ${total}.`,
    `Use a multiple of ${total}, e.g. ${total * 2}.`,
  );

const readSizes = (raw: RawParameters): Result<readonly number[], Refusal> => {
  if (raw['blocks'] !== undefined) return readIntegers(BLOCKS, raw['blocks']);
  const block = readNumber(BLOCK, raw);
  return block.ok ? ok([block.value]) : block;
};

const readCurrent = (raw: RawParameters): Result<number | null, Refusal> =>
  raw['block'] === undefined ? ok(null) : readNumber(BLOCK, raw);

const parse = (raw: RawParameters, context: DesignContext): Result<PermutedBlock, Refusal> => {
  const { weights } = context;
  const total = sum(weights);
  const sizes = readSizes(raw);
  if (!sizes.ok) return sizes;
  const wrong = sizes.value.find((size) => size % total !== 0);
  if (wrong !== undefined) return err(notMultiple(wrong, total));
  const given = readCurrent(raw);
  if (!given.ok) return given;
  const current = sizes.value.length === 1 ? (sizes.value[0] ?? null) : given.value;
  if (current !== null && !sizes.value.includes(current)) {
    return err(
      refusal(
        'block-not-in-set',
        `The block in progress cannot have ${current} places: the sizes are ${sizes.value.join(', ')}.`,
        'Give a block size of the set, or leave it out.',
      ),
    );
  }
  return ok({
    weights,
    lambdas: sizes.value.map((size) => size / total),
    current: current === null ? null : current / total,
  });
};

const start = (p: PermutedBlock, lambda: number): BlockState => ({
  lambda,
  filled: p.weights.map(() => 0),
});

const betweenBlocks = (p: PermutedBlock): BlockState =>
  start(p, p.lambdas.length === 1 ? (p.lambdas[0] ?? 0) : 0);

const next = (p: PermutedBlock, state: BlockState, arm: number): BlockState => {
  if (state.lambda === 0) throw new Error('the block size is not settled');
  const filled = state.filled.map((count, k) => (k === arm ? count + 1 : count));
  return sum(filled) === state.lambda * sum(p.weights)
    ? betweenBlocks(p)
    : { lambda: state.lambda, filled };
};

const beyondBlock = (p: PermutedBlock, counts: readonly number[], lambda: number): Refusal =>
  refusal(
    'counts-unreachable',
    `The counts ${counts.join(',')} cannot occur: blocks of ${lambda * sum(p.weights)} hold ${p.weights
      .map((w) => w * lambda)
      .join(',')}.`,
    'Give counts in which every completed block is in the ratio.',
  );

const fromCounts = (p: PermutedBlock, counts: readonly number[]): Result<BlockState, Refusal> => {
  const allocated = sum(counts);
  if (allocated === 0) return ok(p.current === null ? betweenBlocks(p) : start(p, p.current));
  const lambda = p.current;
  if (lambda === null) {
    return err(
      refusal(
        'block-concealed',
        `With random block sizes the counts ${counts.join(',')} do not determine the block in progress.`,
        'Give block, the size of the block in progress, and the counts within that block.',
      ),
    );
  }
  // With one size the counts tell the completed blocks; with several they are within the block.
  const size = lambda * sum(p.weights);
  const completed = p.lambdas.length === 1 ? Math.floor(allocated / size) : 0;
  const filled = counts.map((count, k) => count - completed * lambda * (p.weights[k] ?? 0));
  if (filled.some((f, k) => f < 0 || f > lambda * (p.weights[k] ?? 0))) {
    return err(beyondBlock(p, counts, lambda));
  }
  return ok(sum(filled) === size ? betweenBlocks(p) : { lambda, filled });
};

/**
 * Permuted block design for any arms and ratio: P_k = (w_k·λ − n_k) / (λW − n), with n_k of arm k
 * and n in all already in the block of λW places. With several sizes each block's λ is drawn with
 * equal probability and concealed; probabilities are conditional on it.
 * Source: Zelen 1974, J Chronic Dis 27:365–375; Zhao & Weng 2011, Contemp Clin Trials 32:953–961.
 */
export const permutedBlock: Procedure<PermutedBlock, BlockState> = {
  code: 'pbd',
  name: 'Permuted block design',
  formula:
    'P_k = (w_k·λ − n_k) / (λW − n) with n_k of arm k and n in all in the current block of λW',
  source: 'Zelen 1974, J Chronic Dis 27:365-375; Zhao & Weng 2011, Contemp Clin Trials 32:953-961',
  armsAllowed: 'any',
  needsLength: false,
  parameters: [BLOCK, BLOCKS],
  parse,
  steps: () => null,
  initial: (p) => (p.current === null ? betweenBlocks(p) : start(p, p.current)),
  probabilities: (p, state) => {
    const total = sum(p.weights);
    if (state.lambda === 0) return p.weights.map((w) => w / total);
    const left = state.lambda * total - sum(state.filled);
    return p.weights.map((w, k) => (w * state.lambda - (state.filled[k] ?? 0)) / left);
  },
  next,
  key: (state) => `${state.lambda}|${state.filled.join(',')}`,
  fromCounts,
  startsBlock: (_, state) => sum(state.filled) === 0,
  concealment: {
    options: (p, state) => (state.lambda === 0 ? p.lambdas.length : 0),
    settle: (p, state, option) => {
      const lambda = p.lambdas[option];
      if (state.lambda !== 0 || lambda === undefined) throw new Error('no such block size');
      return start(p, lambda);
    },
  },
};
