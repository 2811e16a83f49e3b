import { Group, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { untilScannedRules } from '../../../shared/domain/lot/campaign.ts';
import { ReasonField } from '../../components/reason-field.tsx';
import type { CampaignForm } from './campaign-form.ts';

interface Properties {
  readonly value: CampaignForm;
  onChange(part: Partial<CampaignForm>): void;
}

/** The new date, what supports it, and what kits may be used for until they are scanned. */
export function CampaignTerms({ value, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={t('campaigns.name')}
          data-autofocus
          value={value.campaign}
          onChange={(event) => onChange({ campaign: event.currentTarget.value })}
        />
        <DatePickerInput
          label={t('campaigns.expiry')}
          valueFormat="D MMM YYYY"
          popoverProps={{ withinPortal: true }}
          value={value.expiry}
          onChange={(expiry) => onChange({ expiry })}
        />
      </Group>
      <Textarea
        label={t('campaigns.basis')}
        description={t('campaigns.basisNote')}
        autosize
        minRows={1}
        value={value.basis}
        onChange={(event) => onChange({ basis: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('campaigns.untilScanned')}
        value={value.untilScanned}
        onChange={(next) =>
          onChange({
            untilScanned: untilScannedRules.find((known) => known === next) ?? 'blocked',
          })
        }
      >
        <Stack gap="sm" mt="sm">
          {untilScannedRules.map((rule) => (
            <Radio
              key={rule}
              value={rule}
              label={t(`campaigns.rule.${rule}`)}
              description={t(`campaigns.ruleNote.${rule}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <ReasonField value={value.reason} onChange={(reason) => onChange({ reason })} />
    </>
  );
}
