import { Autocomplete, Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from '../../state/use-query.ts';
import type { ListPurpose } from './list-purpose.ts';

interface Properties {
  readonly values: ListPurpose;
  /** Live allocation has no slots that could run out. */
  readonly hasFallback: boolean;
  onChange(change: Partial<ListPurpose>): void;
}

/** Whom a new list serves: everybody, a stratum that has run out, or one cohort. */
export function ListPurposeFields({ values, hasFallback, onChange }: Properties) {
  const { t } = useTranslation();
  const lists = useQuery('randomization.lists', {}).data?.lists ?? [];
  const cohorts = useQuery('cohorts.list', {}).data?.cohorts ?? [];
  const reserves = lists.filter(({ reserve, status }) => reserve === true && status !== 'retired');
  return (
    <>
      <Switch
        label={t('randomization.isReserve')}
        description={t('randomization.isReserveNote')}
        checked={values.isReserve}
        onChange={(event) => onChange({ isReserve: event.currentTarget.checked, fallback: null })}
      />
      {hasFallback && !values.isReserve && (
        <Select
          label={t('randomization.fallback')}
          description={t('randomization.fallbackNote')}
          placeholder={t('randomization.fallbackNone')}
          clearable
          clearButtonProps={{ 'aria-label': t('randomization.fallbackNone') }}
          data={reserves.map(({ list }) => list)}
          value={values.fallback}
          onChange={(fallback) => onChange({ fallback })}
        />
      )}
      <Autocomplete
        label={t('randomization.cohort')}
        description={t('randomization.cohortNote')}
        placeholder={t('randomization.cohortNone')}
        data={cohorts.map(({ cohort }) => cohort)}
        value={values.cohort}
        onChange={(cohort) => onChange({ cohort })}
      />
    </>
  );
}
