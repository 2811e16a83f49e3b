import { Select, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import type { StratificationFactor } from '../../../../shared/domain/study/study-definition.ts';

interface Properties {
  readonly factor: StratificationFactor;
  readonly value: string;
  onChange(value: string): void;
}

/** Captures one stratification factor: a level, or the number or date from which the level follows. */
export function FactorField({ factor, value, onChange }: Properties) {
  const { t } = useTranslation();
  switch (factor.kind) {
    case 'level':
      return (
        <Select
          label={factor.name}
          data={factor.levels.map(({ id, name }) => ({ value: id, label: name }))}
          value={value === '' ? null : value}
          onChange={(level) => onChange(level ?? '')}
        />
      );
    case 'number':
      return (
        <TextInput
          label={factor.name}
          description={t('subjects.numberRange', {
            minimum: factor.minimum,
            maximum: factor.maximum,
            unit: factor.unit,
          })}
          inputMode="decimal"
          rightSectionWidth={64}
          rightSection={<span className="quiet">{factor.unit}</span>}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'date':
      return (
        <DateInput
          label={factor.name}
          valueFormat="D MMM YYYY"
          value={value === '' ? null : value}
          onChange={(date) => onChange(date ?? '')}
        />
      );
  }
}
