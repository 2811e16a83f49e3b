import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from '../../state/use-query.ts';

interface Properties {
  readonly value: string | null;
  onChange(site: string | null): void;
}

/** An open site. */
export function SiteSelect({ value, onChange }: Properties) {
  const { t } = useTranslation();
  const places = useQuery('study.places', {}).data?.places ?? [];
  return (
    <Select
      label={t('backup.site')}
      searchable
      data={places
        .filter(({ kind, status }) => kind === 'site' && status === 'active')
        .map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
      value={value}
      onChange={onChange}
    />
  );
}
