import { chacha20Stream, type RandomStream } from '../../prng/random-stream.ts';
import * as brick from './brick-sequences.ts';
import * as coin from './coin-sequences.ts';
import * as urn from './urn-sequences.ts';

/** The part of a specification that the second implementation reads, as in LIST-FORMAT.md. */
export interface WrittenSpecification {
  readonly study: string;
  readonly list: string;
  readonly arms: readonly { readonly weight: number }[];
  readonly procedure: string;
  readonly parameters: Readonly<Record<string, string | number | readonly number[]>>;
  readonly strata: readonly {
    readonly name: string;
    readonly length: number;
    readonly reserve: number;
  }[];
}

/** A stratum as the second implementation makes it. */
export interface SecondStratum extends urn.Sequence {
  readonly name: string;
}

interface Order {
  readonly weights: readonly number[];
  readonly slots: number;
  readonly stream: RandomStream;
  readonly value: (name: string) => number;
  readonly values: (name: string) => readonly number[];
}

const MAKERS: Readonly<Record<string, (order: Order) => urn.Sequence>> = {
  crd: (o) => urn.completeSequence(o.weights, o.slots, o.stream),
  rand: (o) => urn.randomAllocations(o.weights, o.slots, o.stream),
  tbd: (o) => coin.truncated(o.slots, o.stream),
  pbd: (o) =>
    urn.permutedBlocks(o.weights, [...o.values('block'), ...o.values('blocks')], o.slots, o.stream),
  bcd: (o) => coin.efron(o.value('p'), o.slots, o.stream),
  abcd: (o) => coin.adjustable(o.value('a'), o.slots, o.stream),
  gbcd: (o) => coin.generalized(o.value('gamma'), o.slots, o.stream),
  bsd: (o) => coin.bigSticks(o.value('mti'), o.slots, o.stream),
  bcdwit: (o) => coin.tolerantEfron(o.value('p'), o.value('mti'), o.slots, o.stream),
  eud: (o) => urn.ehrenfestUrns(o.value('b'), o.slots, o.stream),
  bud: (o) => urn.blockUrns(o.weights, o.value('lambda'), o.slots, o.stream),
  wei: (o) => urn.weiUrns(o.weights.length, o.value('alpha'), o.value('beta'), o.slots, o.stream),
  mp: (o) =>
    coin.maximalSequence([o.weights[0] ?? 1, o.weights[1] ?? 1], o.value('mti'), o.slots, o.stream),
  brick: (o) => brick.brickSequence(o.weights, o.slots, o.stream),
};

const numbersOf = (raw: string | number | readonly number[] | undefined): readonly number[] => {
  if (raw === undefined) return [];
  return typeof raw === 'object' ? raw : String(raw).split(',').map(Number);
};

/**
 * Makes a list a second time. Shares nothing with the first implementation but the ChaCha20 stream
 * and the host's key derivation; the specification must have passed the checks of the first.
 */
export const secondList = (
  spec: WrittenSpecification,
  seed: Uint8Array,
  deriveKey: (seed: Uint8Array, info: string) => Uint8Array,
): readonly SecondStratum[] => {
  const make = MAKERS[spec.procedure];
  if (make === undefined) throw new Error(`no second implementation of ${spec.procedure}`);
  const values = (name: string) => numbersOf(spec.parameters[name]);
  return spec.strata.map(({ name, length, reserve }) => {
    const info = `[${['cachet-list-1', spec.study, spec.list, name].map((text) => JSON.stringify(text)).join(',')}]`;
    const sequence = make({
      weights: spec.arms.map((arm) => arm.weight),
      slots: length + reserve,
      stream: chacha20Stream(deriveKey(seed, info)),
      value: (parameter) => values(parameter)[0] ?? Number.NaN,
      values,
    });
    return { name, ...sequence };
  });
};
