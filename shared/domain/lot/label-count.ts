/** Labels of an extension at one place, as counted by a person. */
export interface LabelCount {
  readonly issued: number;
  readonly used: number;
  readonly destroyed: number;
  /** Still there, unused. */
  readonly kept: number;
}

const labels = (count: number): string => `${count} ${count === 1 ? 'label' : 'labels'}`;

/**
 * What does not add up, in words; empty when it does. Two identities: issued = used + destroyed + left, and one
 * label used on each kit confirmed.
 */
export function labelDiscrepancies(count: LabelCount, confirmed: number): readonly string[] {
  const missing = count.issued - count.used - count.destroyed - count.kept;
  const unscanned = count.used - confirmed;
  return [
    ...(missing > 0 ? [`${labels(missing)} issued and not accounted for`] : []),
    ...(missing < 0 ? [`${labels(-missing)} more than were issued`] : []),
    ...(unscanned > 0 ? [`${labels(unscanned)} used on no confirmed kit`] : []),
    ...(unscanned < 0 ? [`${labels(-unscanned)} fewer used than kits confirmed`] : []),
  ];
}
