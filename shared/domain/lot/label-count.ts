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
 * What does not add up, in words; empty when it does. Three identities: issued = used + destroyed + left, one label
 * used on each kit confirmed, and issued = `printed`, the labels that this program issued for kits of the place. With
 * none printed the labels came from elsewhere, and the third is not asked.
 */
export function labelDiscrepancies(
  count: LabelCount,
  confirmed: number,
  printed: number,
): readonly string[] {
  const missing = count.issued - count.used - count.destroyed - count.kept;
  const unscanned = count.used - confirmed;
  return [
    ...(printed > 0 && printed !== count.issued
      ? [`${labels(count.issued)} counted as issued, ${printed} printed for kits here`]
      : []),
    ...(missing > 0 ? [`${labels(missing)} issued and not accounted for`] : []),
    ...(missing < 0 ? [`${labels(-missing)} more than were issued`] : []),
    ...(unscanned > 0 ? [`${labels(unscanned)} used on no confirmed kit`] : []),
    ...(unscanned < 0 ? [`${labels(-unscanned)} fewer used than kits confirmed`] : []),
  ];
}
