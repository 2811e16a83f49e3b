import { Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { resupplyOrigins } from '../../../../shared/domain/stock/resupply-settings.ts';
import type { ResupplyOrigin } from '../../../../shared/domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';
import { wholeStudy } from './target.ts';
import type { Target } from './target.ts';

interface Properties {
  readonly study: StudyDefinition;
  readonly value: Target;
  onChange(value: Target): void;
}

type Part = 'region' | 'country' | 'site' | 'kitType';

const partsOf: Readonly<Record<ResupplyOrigin, readonly Part[]>> = {
  study: [],
  region: ['region'],
  country: ['country'],
  site: ['site'],
  'kit-type': ['kitType'],
  'kit-type-at-site': ['kitType', 'site'],
};

function optionsOf(study: StudyDefinition, part: Part): { value: string; label: string }[] {
  switch (part) {
    case 'region':
      return study.regions.map(({ id, name }) => ({ value: id, label: name }));
    case 'country':
      return [...new Set(study.sites.map(({ country }) => country as string))]
        .toSorted()
        .map((country) => ({ value: country, label: country }));
    case 'site':
      return study.sites.map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }));
    case 'kitType':
      return study.kitTypes.map(({ id, name }) => ({ value: id, label: name }));
  }
}

/** At which level values are looked at and stated. */
export function TargetChoice({ study, value, onChange }: Properties) {
  const { t } = useTranslation();
  const toLevel = (level: ResupplyOrigin): void => {
    const chosen = partsOf[level].map((part) => [part, optionsOf(study, part)[0]?.value ?? '']);
    onChange({ ...wholeStudy, ...(Object.fromEntries(chosen) as Partial<Target>), level });
  };
  return (
    <Group gap="xs">
      <Select
        aria-label={t('resupply.level')}
        w={170}
        allowDeselect={false}
        value={value.level}
        data={resupplyOrigins.map((level) => ({
          value: level,
          label: t(`resupply.levelName.${level}`),
        }))}
        onChange={(level) => toLevel(resupplyOrigins.find((known) => known === level) ?? 'study')}
      />
      {partsOf[value.level].map((part) => (
        <Select
          key={part}
          aria-label={t(`resupply.levelPart.${part}`)}
          w={part === 'country' ? 100 : 240}
          searchable
          allowDeselect={false}
          value={value[part]}
          data={optionsOf(study, part)}
          onChange={(next) => next !== null && onChange({ ...value, [part]: next })}
        />
      ))}
    </Group>
  );
}
