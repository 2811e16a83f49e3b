import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Properties {
  readonly open: readonly string[];
  readonly value: string | null;
  onChange(cohort: string | null): void;
}

/** The cohort that the subject enters, asked only where several are open. */
export function CohortField({ open, value, onChange }: Properties) {
  const { t } = useTranslation();
  if (open.length < 2) return null;
  return (
    <Select
      label={t('subjects.cohort')}
      description={t('subjects.cohortNote')}
      data={[...open]}
      value={value}
      onChange={onChange}
    />
  );
}
