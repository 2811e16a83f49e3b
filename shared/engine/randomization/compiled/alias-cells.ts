/**
 * Vose's construction of an alias table with 2^bits cells (Walker 1977): cell c keeps outcome c when the
 * low 32 − bits bits of a word are below its threshold and gives its alias else. An entry holds the
 * threshold above `bits` bits of alias. What has probability 0 is never drawn; the others are exact to
 * 2^-32 each.
 */
export function fillAliasCells(
  probabilities: ArrayLike<number>,
  bits: number,
  into: Int32Array,
  at: number,
): void {
  const cellCount = 1 << bits;
  const scaled = Array.from({ length: cellCount }, (_, i) => (probabilities[i] ?? 0) * cellCount);
  const poor = scaled.flatMap((p, i) => (p < 1 ? [i] : []));
  const rich = scaled.flatMap((p, i) => (p < 1 ? [] : [i]));
  const resolution = 2 ** (32 - bits);
  while (poor.length > 0 && rich.length > 0) {
    const small = poor.pop() ?? 0;
    const large = rich.at(-1) ?? 0;
    const own = scaled[small] ?? 0;
    const threshold = Math.min(Math.round(own * resolution), resolution - 1);
    into[at + small] = (threshold * cellCount + large) | 0;
    const left = (scaled[large] ?? 0) - (1 - own);
    scaled[large] = left;
    if (left >= 1) continue;
    rich.pop();
    poor.push(large);
  }
  fillRest([...poor, ...rich], probabilities, into, at);
}

/** What is left is full up to rounding, which must not keep an impossible outcome alive. */
function fillRest(
  cells: readonly number[],
  probabilities: ArrayLike<number>,
  into: Int32Array,
  at: number,
): void {
  const sure = Array.from(probabilities).indexOf(Math.max(...Array.from(probabilities)));
  for (const cell of cells) into[at + cell] = (probabilities[cell] ?? 0) > 0 ? cell : sure;
}
