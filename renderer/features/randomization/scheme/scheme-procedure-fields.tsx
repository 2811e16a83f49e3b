import { Group, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';
import { SchemeParts } from './scheme-parts.tsx';
import { measures } from './scheme-values.ts';
import type { SchemeValues } from './scheme-values.ts';

interface Properties {
  readonly study: StudyDefinition | undefined;
  readonly values: SchemeValues;
  onChange(change: Partial<SchemeValues>): void;
}

/** The sealed parameters of the chosen procedure. */
export function SchemeProcedureFields({ study, values, onChange }: Properties) {
  const { t } = useTranslation();
  const places = [
    { value: 'site', label: t('randomization.site') },
    { value: 'region', label: t('randomization.region') },
  ];
  const factors = study?.factors.map(({ id, name }) => ({ value: String(id), label: name })) ?? [];
  if (values.procedure === 'dbr') {
    return (
      <SchemeParts
        legend={t('scheme.levels')}
        note={t('scheme.levelsNote')}
        partLabel={t('scheme.level')}
        valueLabel={t('scheme.limit')}
        parts={values.levels}
        options={[...places, { value: 'trial', label: t('scheme.trial') }, ...factors]}
        isOrdered
        onChange={(levels) => onChange({ levels })}
      />
    );
  }
  return (
    <>
      <SchemeParts
        legend={t('scheme.factors')}
        note={t('scheme.factorsNote')}
        partLabel={t('scheme.factor')}
        valueLabel={t('scheme.weight')}
        parts={values.factors}
        options={[...places, ...factors]}
        isOrdered={false}
        onChange={(next) => onChange({ factors: next })}
      />
      <Group grow gap="md" align="flex-start">
        <Select
          label={t('scheme.measure')}
          description={t('scheme.measureNote')}
          allowDeselect={false}
          data={measures.map((value) => ({ value, label: t(`scheme.measureName.${value}`) }))}
          value={values.measure}
          onChange={(next) => {
            const measure = measures.find((known) => known === next);
            if (measure !== undefined) onChange({ measure });
          }}
        />
        <NumberInput
          label={t('scheme.p')}
          description={t('scheme.pNote')}
          min={0}
          max={1}
          step={0.05}
          decimalScale={4}
          value={values.p}
          onChange={(p) => onChange({ p })}
        />
      </Group>
    </>
  );
}
