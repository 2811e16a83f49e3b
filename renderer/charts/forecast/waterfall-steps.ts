/** One change of a quantity on its way to nothing. */
export interface WaterfallStep {
  readonly key: string;
  readonly value: number;
  readonly error: number;
  /** Where its bar begins and ends. */
  readonly range: readonly [number, number];
}

interface Part {
  readonly key: string;
  readonly value: number;
  readonly error: number;
}

/** The whole as a bar from zero, and each part as a bar that takes its share from what is left. */
export function waterfallSteps(whole: Part, parts: readonly Part[]): readonly WaterfallStep[] {
  let left = whole.value;
  const steps = parts.map((part): WaterfallStep => {
    const before = left;
    left = before - part.value;
    return { ...part, range: [left, before] };
  });
  return [{ ...whole, range: [0, whole.value] }, ...steps];
}
