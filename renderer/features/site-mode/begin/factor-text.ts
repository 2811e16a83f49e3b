import { dayText } from '../../../components/format.ts';
import type { SiteFactor } from './draft.ts';

/** A captured value as people say it: the name of a level, a day, or a number with its unit. */
export function factorText(factor: SiteFactor, value: string): string {
  if (factor.kind === 'level') {
    return factor.levels.find(({ id }) => id === value)?.name ?? value;
  }
  return factor.kind === 'date' ? dayText(value) : `${value} ${factor.unit ?? ''}`;
}
