import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { DateInput, TimeInput } from '@mantine/dates';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';
import { useQuery } from '../../../state/use-query.ts';
import { isComplete } from './allocate-values.ts';
import type { AllocateValues } from './allocate-values.ts';
import { CohortField } from './cohort-field.tsx';
import { FactorField } from './factor-field.tsx';
import { useOpenCohorts } from './use-open-cohorts.ts';

interface Properties {
  readonly study: StudyDefinition;
  readonly form: UseFormReturnType<AllocateValues>;
  onClose(): void;
  onReview(): void;
}

/** Who, where, may they, and in which stratum. */
export function AllocateForm({ study, form, onClose, onReview }: Properties) {
  const { t } = useTranslation();
  const places = useQuery('study.places', {}).data?.places ?? [];
  const openCohorts = useOpenCohorts();
  const sites = places.filter(({ kind, status }) => kind === 'site' && status === 'active');
  const { eligibility, consentVersions } = study.gates;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onReview();
      }}
    >
      <Stack gap="lg">
        <SimpleGrid cols={2} spacing="md">
          <TextInput
            label={t('subjects.subject')}
            data-autofocus
            autoComplete="off"
            {...form.getInputProps('subject')}
          />
          <Select
            label={t('subjects.site')}
            searchable
            data={sites.map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
            {...form.getInputProps('site')}
          />
          <Select
            label={t('subjects.consentVersion')}
            data={[...consentVersions]}
            {...form.getInputProps('consentVersion')}
          />
          <Group grow gap="sm" align="flex-start">
            <DateInput
              label={t('subjects.consentDay')}
              valueFormat="D MMM YYYY"
              {...form.getInputProps('consentDay')}
            />
            <TimeInput label={t('subjects.consentTime')} {...form.getInputProps('consentTime')} />
          </Group>
          <CohortField
            open={openCohorts}
            value={form.values.cohort}
            onChange={(cohort) => form.setFieldValue('cohort', cohort)}
          />
        </SimpleGrid>
        {eligibility.length > 0 && (
          <Fieldset legend={t('subjects.gates')}>
            <Checkbox.Group {...form.getInputProps('gates')}>
              <Stack gap="sm">
                {eligibility.map(({ id, kind, text }) => (
                  <Checkbox key={id} value={id} label={t(`subjects.gate.${kind}`, { text })} />
                ))}
              </Stack>
            </Checkbox.Group>
          </Fieldset>
        )}
        {study.factors.length > 0 && (
          <Fieldset legend={t('subjects.factors')}>
            <SimpleGrid cols={2} spacing="md">
              {study.factors.map((factor) => (
                <FactorField
                  key={factor.id}
                  factor={factor}
                  value={form.values.factors[factor.id] ?? ''}
                  onChange={(value) =>
                    form.setFieldValue('factors', { ...form.values.factors, [factor.id]: value })
                  }
                />
              ))}
            </SimpleGrid>
          </Fieldset>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!isComplete(form.values, study, openCohorts)}>
            {t('subjects.review')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
