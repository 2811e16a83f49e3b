import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './question.module.css';

interface Properties {
  readonly value: string;
  onChange(value: string): void;
}

/** Why, in the person's own words, as large as everything here. */
export function WhyField({ value, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <Textarea
      className={classes.big ?? ''}
      label={t('common.reason')}
      autosize
      autoFocus
      minRows={2}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
