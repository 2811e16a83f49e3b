import { Group, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LineResupply } from '../../../../shared/domain/stock/resupply-settings.ts';

type Levels = LineResupply['levels'];

const kinds = ['min-max', 'predictive'] as const;
const fresh: Readonly<Record<Levels['kind'], Levels>> = {
  'min-max': { kind: 'min-max', trigger: 14, ceiling: 18 },
  predictive: { kind: 'predictive', triggerDays: 21, resupplyDays: 42, buffer: 2 },
};

interface Properties {
  readonly value: Levels;
  readonly isDisabled: boolean;
  onChange(value: Levels): void;
}

/** Fixed levels, or those predicted from demand over two windows. */
export function LevelsInput({ value, isDisabled, onChange }: Properties) {
  const { t } = useTranslation();
  const number = (name: string, shown: number) => (
    <NumberInput
      key={name}
      label={t(`resupply.levelField.${name}`)}
      w={96}
      size="xs"
      min={0}
      max={5000}
      allowDecimal={false}
      disabled={isDisabled}
      value={shown}
      onChange={(next) => next !== '' && onChange({ ...value, [name]: Number(next) } as Levels)}
    />
  );
  return (
    <Group gap="xs" align="flex-end" wrap="wrap">
      <Select
        aria-label={t('resupply.field.levels')}
        w={206}
        size="xs"
        allowDeselect={false}
        disabled={isDisabled}
        value={value.kind}
        data={kinds.map((kind) => ({ value: kind, label: t(`resupply.levelKind.${kind}`) }))}
        onChange={(kind) => kind !== value.kind && onChange(fresh[kind as Levels['kind']])}
      />
      {value.kind === 'min-max'
        ? [number('trigger', value.trigger), number('ceiling', value.ceiling)]
        : [
            number('triggerDays', value.triggerDays),
            number('resupplyDays', value.resupplyDays),
            number('buffer', value.buffer),
          ]}
    </Group>
  );
}
