import { Select } from '@mantine/core';
import { useQuery } from '../../state/use-query.ts';

interface Properties {
  readonly value: string | null;
  readonly placeholder: string;
  onChange(site: string | null): void;
}

/** Filters by site. */
export function SiteSelect({ value, placeholder, onChange }: Properties) {
  const places = useQuery('study.places', {}).data?.places ?? [];
  return (
    <Select
      aria-label={placeholder}
      placeholder={placeholder}
      clearable
      searchable
      w={190}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      data={places
        .filter(({ kind }) => kind === 'site')
        .map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
      value={value}
      onChange={onChange}
    />
  );
}
