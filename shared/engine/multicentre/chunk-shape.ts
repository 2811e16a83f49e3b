import type { DesignChunk, MulticentreChunk } from './chunk.ts';
import type { MulticentreScenario } from './scenario.ts';

/** Whether something has the form of so many replicates of a scenario: it may come from another machine. */
export function isMulticentreChunkOf(
  { n, designs }: MulticentreScenario,
  replicates: number,
  found: unknown,
): found is MulticentreChunk {
  if (typeof found !== 'object' || found === null) return false;
  const chunk = found as MulticentreChunk;
  return (
    Object.keys(found).length === 4 &&
    chunk.replicates === replicates &&
    isDoubles(chunk.days, replicates) &&
    isCounts(chunk.centresByCount, n + 1, n + 1) &&
    Array.isArray(chunk.designs) &&
    chunk.designs.length === designs.length &&
    chunk.designs.every((design: unknown) => isDesign(design, n, replicates))
  );
}

function isDesign(found: unknown, n: number, replicates: number): boolean {
  if (typeof found !== 'object' || found === null) return false;
  const design = found as DesignChunk;
  const { trial, region, centre, losses } = design;
  const moments = [
    design.skewed,
    design.deterministic,
    design.convergenceGuesses,
    design.deterministicGuesses,
  ];
  return (
    Object.keys(found).length === 8 &&
    [trial, region, centre].every((counts) => isCounts(counts, 1, n + 1)) &&
    Array.isArray(losses) &&
    losses.length === 3 &&
    losses.every((loss: unknown) => isDoubles(loss, replicates)) &&
    moments.every(isMoments)
  );
}

const isDoubles = (found: unknown, length: number): boolean =>
  found instanceof Float64Array && found.length === length;

const isCounts = (found: unknown, shortest: number, longest: number): boolean =>
  found instanceof Int32Array && found.length >= shortest && found.length <= longest;

/** Sums and sums of squares, whatever their names: plain data keep no class. */
function isMoments(found: unknown): boolean {
  if (typeof found !== 'object' || found === null) return false;
  const values: readonly unknown[] = Object.values(found);
  return values.length === 2 && values.every(Number.isFinite) && Object.hasOwn(found, 'squares');
}
