import { Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { countText } from '../../components/format.ts';
import { SearchField } from '../../components/search-field.tsx';
import { Toolbar } from '../../components/toolbar.tsx';
import { useQuery } from '../../state/use-query.ts';
import type { TrailFilter } from './trail-filter.ts';

interface Properties {
  readonly filter: TrailFilter;
  onFilter(filter: TrailFilter): void;
}

/** Filters of the trail, answered by the core. */
export function TrailToolbar({ filter, onFilter }: Properties) {
  const { t } = useTranslation();
  const kinds = useQuery('trail.kinds', {}).data;
  return (
    <Toolbar>
      <SearchField
        label={t('trail.search')}
        width={220}
        onSearch={(search) => onFilter({ ...filter, search })}
      />
      <Select
        aria-label={t('trail.anyKind')}
        placeholder={t('trail.anyKind')}
        clearable
        searchable
        w={200}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        data={
          kinds?.kinds.map(({ kind, words, count }) => ({
            value: kind,
            label: `${words} · ${countText(count)}`,
          })) ?? []
        }
        value={filter.kind}
        onChange={(kind) => onFilter({ ...filter, kind })}
      />
      <Select
        aria-label={t('trail.anybody')}
        placeholder={t('trail.anybody')}
        clearable
        searchable
        w={150}
        data={kinds?.users ?? []}
        value={filter.user}
        onChange={(user) => onFilter({ ...filter, user })}
      />
      {(['from', 'until'] as const).map((end) => (
        <DatePickerInput
          key={end}
          aria-label={t(`trail.${end}`)}
          placeholder={t(`trail.${end}`)}
          clearable
          w={140}
          valueFormat="D MMM YYYY"
          value={filter[end]}
          onChange={(day) => onFilter({ ...filter, [end]: day })}
        />
      ))}
    </Toolbar>
  );
}
