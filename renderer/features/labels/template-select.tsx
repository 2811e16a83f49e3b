import { Select } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelTemplateRow } from '../../../shared/contracts/labels.ts';
import { useQuery } from '../../state/use-query.ts';

interface Properties {
  readonly kind: 'kit' | 'shipper';
  readonly value: string | null;
  onChange(value: string): void;
}

/** The signed templates of one kind. */
export const useTemplates = (kind: 'kit' | 'shipper'): readonly LabelTemplateRow[] =>
  useQuery('labels.templates', {}).data?.templates.filter(
    ({ definition }) => definition.kind === kind,
  ) ?? [];

/** Chooses a template in force; the first one from the start. */
export function TemplateSelect({ kind, value, onChange }: Properties) {
  const { t } = useTranslation();
  const templates = useTemplates(kind);
  const first = templates[0]?.definition.id;
  const isKnown = templates.some(({ definition }) => definition.id === value);
  useEffect(() => {
    if (!isKnown && first !== undefined) onChange(first);
  }, [isKnown, first, onChange]);
  return (
    <Select
      label={t('labels.template')}
      allowDeselect={false}
      data={templates.map(({ definition }) => ({ value: definition.id, label: definition.title }))}
      value={value}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}
