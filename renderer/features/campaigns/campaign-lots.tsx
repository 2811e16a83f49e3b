import { Button, Group, MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../components/format.ts';
import { useQuery } from '../../state/use-query.ts';
import type { CampaignForm } from './campaign-form.ts';

interface Properties {
  readonly value: CampaignForm;
  onChange(part: Partial<CampaignForm>): void;
}

/** The lots of an extension: one by one, or a whole label group. */
export function CampaignLots({ value, onChange }: Properties) {
  const { t } = useTranslation();
  const lots = (useQuery('lots.page', {}).data?.lots ?? []).filter(
    ({ status, campaign }) => status !== 'rejected' && campaign === null,
  );
  const groups = [...new Set(lots.flatMap(({ labelGroup }) => labelGroup ?? []))].sort();
  const addGroup = (group: string): void => {
    const more = lots.filter(({ labelGroup }) => labelGroup === group).map(({ lot }) => lot);
    onChange({ lots: [...new Set([...value.lots, ...more])] });
  };
  return (
    <>
      <MultiSelect
        label={t('campaigns.lots')}
        description={t('campaigns.lotsNote')}
        searchable
        data={lots.map(({ lot, expiry, extendedTo }) => ({
          value: lot,
          label: `${lot} · ${dayText(extendedTo ?? expiry)}`,
        }))}
        value={value.lots}
        onChange={(next) => onChange({ lots: next })}
      />
      {groups.length > 0 && (
        <Group gap="xs">
          {groups.map((group) => (
            <Button key={group} size="xs" variant="default" onClick={() => addGroup(group)}>
              {t('campaigns.addGroup', { group })}
            </Button>
          ))}
        </Group>
      )}
    </>
  );
}
