import { shuffle } from '../unbiased-draw.ts';

/** The index of each kit's type, in a uniformly random order. `kitTypes` are the ids in the study's order. */
export function assignTypes(
  kitTypes: readonly string[],
  lines: readonly { readonly kitType: string; readonly count: number }[],
  draw: (bound: number) => number,
): Uint8Array {
  const types = new Uint8Array(lines.reduce((sum, { count }) => sum + count, 0));
  let at = 0;
  for (const { kitType, count } of lines) {
    types.fill(kitTypes.indexOf(kitType), at, at + count);
    at += count;
  }
  shuffle(types, draw);
  return types;
}
