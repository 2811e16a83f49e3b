import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ResupplyValues } from '../../../../shared/domain/stock/resupply-settings.ts';
import { LevelsInput } from './levels-input.tsx';
import { choices, isChoice, isNumber, numbers } from './value-fields.ts';

interface Properties {
  readonly name: keyof ResupplyValues;
  readonly value: ResupplyValues[keyof ResupplyValues];
  readonly isDisabled: boolean;
  onChange(value: unknown): void;
}

/** The control of one value. */
export function ValueInput({ name, value, isDisabled, onChange }: Properties) {
  const { t } = useTranslation();
  const label = t(`resupply.field.${name}`);
  if (isChoice(name)) {
    return (
      <Select
        aria-label={label}
        size="xs"
        maw={340}
        allowDeselect={false}
        disabled={isDisabled}
        value={String(value)}
        data={choices[name].map((one) => ({
          value: one,
          label: t(`resupply.value.${name}.${one}`),
        }))}
        onChange={onChange}
      />
    );
  }
  if (isNumber(name)) {
    const { min, max, step } = numbers[name];
    return (
      <NumberInput
        aria-label={label}
        size="xs"
        maw={132}
        min={min}
        max={max}
        step={step}
        allowDecimal={step < 1}
        disabled={isDisabled}
        value={value as number}
        onChange={(next) => next !== '' && onChange(Number(next))}
      />
    );
  }
  return (
    <LevelsInput
      value={value as ResupplyValues['levels']}
      isDisabled={isDisabled}
      onChange={onChange}
    />
  );
}
