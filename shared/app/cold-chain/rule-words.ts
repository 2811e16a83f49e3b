import type { AttributionRule } from '../../engine/temperature/attribution.ts';

/** How time between readings is charged, in a sentence. */
export function ruleInWords(rule: AttributionRule): string {
  switch (rule) {
    case 'hold':
      return 'Each reading stands for the time until the next one.';
    case 'midpoint':
      return 'Each reading stands for half the time to either neighbour.';
    case 'worst':
      return 'The time between two readings counts as the one further out of the label range.';
  }
}
