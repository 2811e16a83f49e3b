import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Properties {
  readonly value: string;
  readonly placeholder?: string;
  onChange(value: string): void;
}

/** Why: it goes into the trail with the entry. */
export function ReasonField({ value, placeholder, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('common.reason')}
      description={t('common.reasonNote')}
      autosize
      minRows={2}
      required
      value={value}
      {...(placeholder === undefined ? {} : { placeholder })}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
