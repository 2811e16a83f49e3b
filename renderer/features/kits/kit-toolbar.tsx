import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { kitStates } from '../../../shared/domain/kit/kit-state.ts';
import { countText } from '../../components/format.ts';
import { SearchField } from '../../components/search-field.tsx';
import { Toolbar } from '../../components/toolbar.tsx';
import { useQuery } from '../../state/use-query.ts';
import { useStudy } from '../../state/use-study.ts';
import { isFiltered, noKitFilter } from './kit-filter.ts';
import type { KitFilter } from './kit-filter.ts';

interface Properties {
  readonly filter: KitFilter;
  readonly isUnblinded: boolean;
  onFilter(filter: KitFilter): void;
}

/** Filters of the kit table, answered by the core. */
export function KitToolbar({ filter, isUnblinded, onFilter }: Properties) {
  const { t } = useTranslation();
  const summary = useQuery('kits.summary', {}).data;
  const places = useQuery('study.places', {}).data?.places ?? [];
  const kitTypes = useStudy()?.kitTypes ?? [];
  const counts = new Map(summary?.byStatus.map(({ status, count }) => [status, count]));
  const states = kitStates.filter((state) => summary === undefined || counts.has(state));
  const select = (key: 'status' | 'place' | 'lot' | 'kitType') => ({
    'aria-label': t(`kits.filter.${key}`),
    placeholder: t(`kits.filter.${key}`),
    clearable: true,
    value: filter[key],
    onChange: (value: string | null) => onFilter({ ...filter, [key]: value }),
    comboboxProps: { width: 'max-content', position: 'bottom-start' as const },
  });
  return (
    <Toolbar>
      <SearchField
        key={isFiltered(filter) ? 'filtered' : 'free'}
        label={t('kits.search')}
        width={210}
        onSearch={(search) => onFilter({ ...filter, search })}
      />
      <Select
        {...select('status')}
        w={150}
        data={states.map((state) => ({
          value: state,
          label: `${t(`status.${state}`)}${counts.has(state) ? ` · ${countText(counts.get(state) ?? 0)}` : ''}`,
        }))}
      />
      <Select
        {...select('place')}
        w={150}
        searchable
        data={places.map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
      />
      <Select
        {...select('lot')}
        w={130}
        searchable
        data={summary?.lots.map(({ lot }) => lot) ?? []}
      />
      {isUnblinded && (
        <Select
          {...select('kitType')}
          w={150}
          data={kitTypes.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {isFiltered(filter) && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            onFilter({ ...noKitFilter, sort: filter.sort, isDescending: filter.isDescending })
          }
        >
          {t('kits.clearFilter')}
        </Button>
      )}
    </Toolbar>
  );
}
