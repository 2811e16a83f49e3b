import { ActionIcon, Button, Fieldset, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from '../cold-chain.module.css';
import type { BandDraft } from './profile-draft.ts';

interface Properties {
  readonly bands: readonly BandDraft[];
  onBands(bands: readonly BandDraft[]): void;
}

const fields = ['low', 'high', 'allowed', 'longest'] as const;

/** Bands from the coldest to the warmest: exactly one, the label range, has no allowed time. */
export function BandFields({ bands, onBands }: Properties) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<BandDraft>): void =>
    onBands(bands.map((band, i) => (i === index ? { ...band, ...part } : band)));
  return (
    <Fieldset legend={t('temperature.profile.bands')}>
      <Stack gap="xs">
        <p className="quiet" style={{ margin: 0, fontSize: 13 }}>
          {t('temperature.profile.bandsNote')}
        </p>
        {bands.map((band, index) => (
          <div key={index} className={classes.bands}>
            {fields.map((field) => (
              <TextInput
                key={field}
                label={index === 0 ? t(`temperature.profile.field.${field}`) : undefined}
                aria-label={t('temperature.profile.fieldOfBand', {
                  field: t(`temperature.profile.field.${field}`),
                  number: index + 1,
                })}
                placeholder={
                  field === 'allowed' || field === 'longest' ? t('temperature.profile.noLimit') : ''
                }
                value={band[field]}
                onChange={(event) => change(index, { [field]: event.currentTarget.value })}
              />
            ))}
            <ActionIcon
              size={34}
              aria-label={t('temperature.profile.removeBand', { number: index + 1 })}
              onClick={() => onBands(bands.filter((_, i) => i !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              onBands([
                ...bands,
                { low: bands.at(-1)?.high ?? '', high: '', allowed: '', longest: '' },
              ])
            }
          >
            {t('temperature.profile.addBand')}
          </Button>
        </div>
      </Stack>
    </Fieldset>
  );
}
