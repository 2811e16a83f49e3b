import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { dayText } from '../../../components/format.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import type { Failure } from '../../../transport/client.ts';
import { allocateInput } from './allocate-values.ts';
import type { AllocateValues } from './allocate-values.ts';
import { useOpenCohorts } from './use-open-cohorts.ts';

interface Properties {
  readonly study: StudyDefinition;
  readonly values: AllocateValues;
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  onBack(): void;
  onConfirm(): void;
}

const factorText = (study: StudyDefinition, values: AllocateValues) =>
  study.factors.map((factor) => {
    const value = values.factors[factor.id] ?? '';
    const level = factor.levels.find(({ id }) => id === value)?.name;
    if (factor.kind === 'number') return [factor.name, `${value} ${factor.unit}`] as const;
    return [factor.name, factor.kind === 'level' ? (level ?? value) : dayText(value)] as const;
  });

/** The last look before a slot and kits are used. */
export function ConfirmAllocation({
  study,
  values,
  isBusy,
  failure,
  onBack,
  onConfirm,
}: Properties) {
  const { t } = useTranslation();
  const { consent, cohort } = allocateInput(values, useOpenCohorts());
  const site = study.sites.find(({ id }) => id === values.site);
  return (
    <Stack gap="lg">
      <KeyValues
        columns={2}
        items={[
          [t('subjects.subject'), values.subject],
          [t('subjects.site'), site === undefined ? values.site : `${site.id} · ${site.name}`],
          ...(cohort === undefined ? [] : [[t('subjects.cohort'), cohort] as const]),
          [t('subjects.consentVersion'), consent.version],
          [
            t('subjects.consentAt'),
            `${dayText(consent.at.slice(0, 10))} ${consent.at.slice(11, 16)} UTC${consent.at.slice(19)}`,
          ],
          [t('subjects.gates'), t('subjects.gatesMet', { count: values.gates.length })],
          ...factorText(study, values),
        ]}
      />
      <p style={{ margin: 0 }}>{t('subjects.confirmNote')}</p>
      <FailureNotice failure={failure} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onBack} disabled={isBusy}>
          {t('common.back')}
        </Button>
        <Button onClick={onConfirm} loading={isBusy} data-autofocus>
          {t('subjects.randomizeNow')}
        </Button>
      </Group>
    </Stack>
  );
}
