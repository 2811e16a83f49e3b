import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from '../../state/use-query.ts';

interface Properties {
  readonly label: string;
  readonly value: string | null;
  readonly kind?: 'depot' | 'site';
  readonly except?: string | null;
  onChange(value: string | null): void;
}

/** Chooses a depot or a site by id or name. */
export function PlaceSelect({ label, value, kind, except = null, onChange }: Properties) {
  const { t } = useTranslation();
  const places = useQuery('study.places', {}).data?.places ?? [];
  const groups = (['depot', 'site'] as const)
    .filter((group) => kind === undefined || group === kind)
    .map((group) => ({
      group: t(`study.placeKind.${group}`),
      items: places
        .filter((place) => place.kind === group && place.id !== except)
        .map(({ id, name }) => ({ value: id, label: id === name ? id : `${id} · ${name}` })),
    }))
    .filter(({ items }) => items.length > 0);
  return (
    <Select
      label={label}
      searchable
      nothingFoundMessage={t('study.noPlace')}
      data={groups}
      value={value}
      onChange={onChange}
    />
  );
}
