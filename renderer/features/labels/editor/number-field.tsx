import { NumberInput } from '@mantine/core';

interface Properties {
  readonly label: string;
  readonly value: number;
  readonly step?: number;
  readonly min?: number;
  readonly max?: number;
  onChange(value: number): void;
}

/** A number of the label; a field that is empty for a moment changes nothing. */
export function NumberField({ step = 0.5, min = 0, max = 420, onChange, ...field }: Properties) {
  return (
    <NumberInput
      {...field}
      size="xs"
      step={step}
      min={min}
      max={max}
      decimalScale={2}
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  );
}
