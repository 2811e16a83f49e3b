import type { InputOf } from '../../../shared/contracts/index.ts';
import type { DrillCore } from './drill-core.ts';
import type { DrillRandom } from './drill-random.ts';
import type { DrillSite } from './drill-site.ts';

/** One thing that reaches the console: a file, or the parts of one as scanned. */
export type Delivery = InputOf<'bundles.import'>;

/** The record of a site in pieces that overlap, some of them as QR codes. */
export async function cutRecord(
  { core }: DrillSite,
  random: DrillRandom,
): Promise<readonly Delivery[]> {
  const { last } = await core.must('site.bundle', {});
  const cut = 2 + random.below(Math.max(1, last - 3));
  const ranges = [
    { from: 1, until: cut },
    { from: cut + 1 },
    { from: Math.max(1, cut - random.below(4)) },
  ];
  const deliveries: Delivery[] = [];
  for (const range of ranges) {
    const { file, parts } = await core.must('site.bundle', range);
    deliveries.push(
      random.below(4) === 0
        ? { parts: random.shuffled(parts) }
        : { file: { name: file.name, base64: file.base64 } },
    );
  }
  return deliveries;
}

export interface Delivered {
  readonly delivered: number;
  readonly repeated: number;
  /** Gaps that were named on the way; every one is filled at the end. */
  readonly gapsNamed: number;
}

/** Brings deliveries to the console in an order, some of them twice. */
export async function deliver(
  console: DrillCore,
  deliveries: readonly Delivery[],
  random: DrillRandom,
): Promise<Delivered> {
  const twice = deliveries.filter(() => random.below(4) === 0);
  const counts = { delivered: 0, repeated: 0, gapsNamed: 0 };
  for (const delivery of random.shuffled([...deliveries, ...twice])) {
    const { repeated, chain } = await console.must('bundles.import', delivery);
    counts.delivered += 1;
    counts.repeated += repeated ? 1 : 0;
    counts.gapsNamed += chain.gaps.length;
  }
  return counts;
}
