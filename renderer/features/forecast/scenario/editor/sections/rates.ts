import { amount, form } from '../field.ts';
import type { Field } from '../field.ts';
import { valueAt } from '../place.ts';

const gamma = { alpha: 1.5, beta: 45 };
const mean = { mean: 0.03, cv: 0.8 };

const kindOf = (rate: unknown): string => {
  if (rate === undefined) return 'none';
  return valueAt(rate, ['mean']) === undefined ? 'gamma' : 'mean';
};

/** Recruitment by mean and variation, or by the gamma distribution itself; of a site also by neither. */
export function rateFields(isOff: (row: unknown) => boolean, isOwn: boolean): readonly Field[] {
  const isNot = (kind: string) => (row: unknown) =>
    isOff(row) || kindOf(valueAt(row, ['rate'])) !== kind;
  const forms = { mean, gamma };
  return [
    { ...form('rateForm', 'rate', isOwn ? { none: undefined, ...forms } : forms, kindOf), isOff },
    amount('rateMean', 'rate/mean', { isOff: isNot('mean') }),
    amount('rateCv', 'rate/cv', { isOff: isNot('mean'), usual: 0.8 }),
    amount('rateAlpha', 'rate/alpha', { isOff: isNot('gamma') }),
    amount('rateBeta', 'rate/beta', { isOff: isNot('gamma') }),
  ];
}
