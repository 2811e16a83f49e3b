import type { RandomStream } from '../../prng/random-stream.ts';
import { takeBall, type Sequence } from './urn-sequences.ts';

/**
 * Second implementation of the brick tunnel, written from LIST-FORMAT.md: each step is a transport
 * of integer masses between nodes, solved by elimination; where a ring of six flows remains, by two
 * trials of one of them.
 */
interface Edge {
  readonly from: string;
  readonly to: string;
  readonly arm: number;
  /** Twice the mass in units of 1/W, so that a middle between integers is an integer. */
  flow: number | null;
}

const add = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const after = (node: string, arm: number): string =>
  node
    .split(',')
    .map((n, k) => Number(n) + (k === arm ? 1 : 0))
    .join(',');

/** Nodes of generation j with twice their mass: which arms are at the ceiling follows from E(N). */
const generation = (weights: readonly number[], j: number): ReadonlyMap<string, number> => {
  const total = add(weights);
  const floors = weights.map((w) => Math.floor((w * j) / total));
  const rests = weights.map((w) => (w * j) % total);
  const ups = j - add(floors);
  const masses = new Map<string, number>();
  const put = (node: readonly number[], mass: number) => {
    if (mass > 0) masses.set(node.join(','), 2 * mass);
  };
  if (ups === 0) put(floors, total);
  rests.forEach((rest, k) => {
    if (ups === 1)
      put(
        floors.map((f, i) => (i === k ? f + 1 : f)),
        rest,
      );
    if (ups === 2)
      put(
        floors.map((f, i) => (i === k ? f : f + 1)),
        total - rest,
      );
  });
  return masses;
};

const remaining = (edges: readonly Edge[], side: 'from' | 'to', node: string, mass: number) => ({
  open: edges.filter((edge) => edge[side] === node && edge.flow === null),
  mass: mass - add(edges.filter((edge) => edge[side] === node).map((edge) => edge.flow ?? 0)),
});

/** Settles the flow of every node that has one open edge left, as long as there is one. */
const eliminate = (
  edges: readonly Edge[],
  sources: ReadonlyMap<string, number>,
  sinks: ReadonlyMap<string, number>,
): void => {
  for (let isChanging = true; isChanging;) {
    isChanging = false;
    for (const [side, nodes] of [
      ['from', sources],
      ['to', sinks],
    ] as const) {
      for (const [node, mass] of nodes) {
        const left = remaining(edges, side, node, mass);
        const [only] = left.open;
        if (left.open.length === 1 && only !== undefined) {
          only.flow = left.mass;
          isChanging = true;
        }
      }
    }
  }
};

const solve = (weights: readonly number[], j: number): readonly Edge[] => {
  const sources = generation(weights, j);
  const sinks = generation(weights, j + 1);
  const open = (): Edge[] =>
    [...sources.keys()].flatMap((from) =>
      weights
        .map((_, arm) => ({ from, to: after(from, arm), arm, flow: null }))
        .filter((edge) => sinks.has(edge.to)),
    );
  const edges = open();
  eliminate(edges, sources, sinks);
  const free = edges.findIndex((edge) => edge.flow === null);
  if (free < 0) return edges;
  // Along the ring every flow is a linear function of the free one, so two trials determine it.
  const trial = (flow: number): readonly number[] => {
    const tried = edges.map((edge, i) => ({ ...edge, flow: i === free ? flow : edge.flow }));
    eliminate(tried, sources, sinks);
    return tried.map((edge) => edge.flow ?? 0);
  };
  const [atZero, atOne] = [trial(0), trial(1)];
  const slopes = atZero.map((flow, i) => (atOne[i] ?? 0) - flow);
  const least = Math.max(...atZero.map((flow, i) => (slopes[i] === 1 ? -flow : 0)));
  const most = Math.min(...atZero.filter((_, i) => slopes[i] === -1));
  const middle = trial((least + most) / 2);
  return edges.map((edge, i) => ({ ...edge, flow: middle[i] ?? 0 }));
};

interface Tunnel {
  readonly shares: () => readonly number[];
  readonly take: (arm: number) => void;
}

const smallTunnel = (weights: readonly number[]): Tunnel => {
  const total = add(weights);
  const steps: (readonly Edge[])[] = [];
  let node = weights.map(() => 0).join(',');
  let j = 0;
  return {
    shares: () => {
      steps[j] ??= solve(weights, j);
      const flows = weights.map(
        (_, arm) => steps[j]?.find((e) => e.from === node && e.arm === arm)?.flow ?? 0,
      );
      return flows.map((flow) => flow / add(flows));
    },
    take: (arm) => {
      j = (j + 1) % total;
      node = j === 0 ? weights.map(() => 0).join(',') : after(node, arm);
    },
  };
};

const greatestDivisor = (weights: readonly number[]): number => {
  let divisor = Math.min(...weights);
  while (weights.some((w) => w % divisor !== 0)) divisor -= 1;
  return divisor;
};

/** A hat with one ticket an arm, filled again when it is empty. */
const hat = (arms: number): Tunnel => {
  let tickets = Array.from({ length: arms }, () => 1);
  return {
    shares: () => tickets.map((ticket) => ticket / add(tickets)),
    take: (arm) => {
      tickets[arm] = 0;
      if (add(tickets) === 0) tickets = tickets.map(() => 1);
    },
  };
};

const tunnelOf = (given: readonly number[]): Tunnel => {
  const divisor = greatestDivisor(given);
  const weights = given.map((w) => w / divisor);
  if (Math.max(...weights) === 1) return hat(weights.length);
  return weights.length <= 3 ? smallTunnel(weights) : tunnelOfClasses(weights);
};

const tunnelOfClasses = (weights: readonly number[]): Tunnel => {
  const ordered = weights.toSorted((a, b) => a - b).filter((w, i, all) => w !== all[i - 1]);
  const classOf = weights.map((w) => Math.min(ordered.indexOf(w), 2));
  const classes = Array.from({ length: Math.max(...classOf) + 1 }, (_, c) =>
    weights.filter((__, k) => classOf[k] === c),
  );
  const outer = tunnelOf(classes.map(add));
  const inner = classes.map(tunnelOf);
  // Place of an arm within its class.
  const seat = weights.map((_, k) => classOf.slice(0, k).filter((c) => c === classOf[k]).length);
  return {
    shares: () => {
      const [byClass, within] = [outer.shares(), inner.map((tunnel) => tunnel.shares())];
      return classOf.map((c, k) => (byClass[c] ?? 0) * (within[c]?.[seat[k] ?? 0] ?? 0));
    },
    take: (arm) => {
      const c = classOf[arm] ?? 0;
      outer.take(c);
      inner[c]?.take(seat[arm] ?? 0);
    },
  };
};

export const brickSequence = (
  weights: readonly number[],
  slots: number,
  stream: RandomStream,
): Sequence => {
  const tunnel = tunnelOf(weights);
  const arms = Array.from({ length: slots }, () => {
    const arm = takeBall(tunnel.shares(), stream.uniform());
    tunnel.take(arm);
    return arm;
  });
  return { arms, blocks: arms.map(() => 0) };
};
