import type { TFunction } from 'i18next';
import type { ResupplyValues } from '../../../../shared/domain/stock/resupply-settings.ts';
import { isChoice } from './value-fields.ts';

/** A value as a person reads it. */
export function valueWords(
  name: keyof ResupplyValues,
  value: ResupplyValues[keyof ResupplyValues],
  t: TFunction,
): string {
  if (name === 'levels') {
    const levels = value as ResupplyValues['levels'];
    return t(`resupply.levels.${levels.kind}`, { ...levels });
  }
  if (isChoice(name)) return t(`resupply.value.${name}.${String(value)}`);
  return String(value);
}
