import { TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { Answers } from '../answers.tsx';
import classes from '../question.module.css';
import { isPossible } from './draft.ts';
import type { SiteFactor } from './draft.ts';

interface InputProperties {
  readonly factor: SiteFactor;
  readonly value: string;
  onChange(value: string): void;
}

/** One value of a stratification factor, as large as everything here. */
export function FactorInput({ factor, value, onChange }: InputProperties) {
  const { t } = useTranslation();
  const { kind, name, levels, unit, minimum, maximum } = factor;
  if (kind === 'level') {
    return (
      <Answers
        label={name}
        options={levels.map((level) => ({ value: level.id, text: level.name }))}
        value={value === '' ? null : value}
        onChoose={onChange}
      />
    );
  }
  if (kind === 'date') {
    return (
      <DateInput
        className={classes.big ?? ''}
        label={name}
        valueFormat="D MMM YYYY"
        autoFocus
        value={value === '' ? null : value}
        onChange={(date) => onChange(date ?? '')}
      />
    );
  }
  return (
    <TextInput
      className={classes.big ?? ''}
      label={t('siteMode.numberRange', { minimum, maximum, unit })}
      inputMode="decimal"
      autoComplete="off"
      autoFocus
      rightSectionWidth={110}
      rightSection={<span>{unit}</span>}
      error={
        value.trim() !== '' && !isPossible(factor, value) ? t('siteMode.outOfRange') : undefined
      }
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
