import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import type { Failure } from '../../../transport/client.ts';
import { conditions, judgedKits, loggerResults, openKits } from './receive-draft.ts';
import type { ReceiveDraft, ShipmentDetail } from './receive-draft.ts';
import classes from './receive.module.css';

interface Properties {
  readonly detail: ShipmentDetail;
  readonly draft: ReceiveDraft;
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  onDraft(part: Partial<ReceiveDraft>): void;
  onBack(): void;
  onSubmit(): void;
}

/** The logger, a look at what will be recorded, and the one button that records it. */
export function CloseReceipt(properties: Properties) {
  const { detail, draft, isBusy, failure, onDraft, onBack, onSubmit } = properties;
  const { t } = useTranslation();
  const kits = judgedKits(detail, draft);
  const { logger } = detail.shipment;
  const left = openKits(detail).length - kits.length;
  return (
    <Stack gap="lg">
      <KeyValues
        columns={3}
        items={[
          ...conditions.map(
            (condition) =>
              [
                t(`status.${condition}`),
                kits.filter((kit) => kit.condition === condition).length,
              ] as const,
          ),
          [t('status.extra'), draft.extra.length],
          [t('shipments.leftOpen'), left],
        ]}
      />
      {logger === null ? (
        <p className={classes.plain}>{t('shipments.noLogger')}</p>
      ) : (
        <Radio.Group
          label={t('shipments.loggerQuestion', { logger })}
          value={draft.logger}
          onChange={(value) =>
            onDraft({ logger: loggerResults.find((known) => known === value) ?? null })
          }
        >
          <Stack gap="sm" mt="sm">
            {loggerResults.map((result) => (
              <Radio
                key={result}
                value={result}
                label={t(`shipments.loggerResult.${result}`)}
                description={t(`shipments.loggerResultNote.${result}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <TextInput
        label={t('shipments.note')}
        value={draft.note}
        onChange={(event) => onDraft({ note: event.currentTarget.value })}
      />
      <FailureNotice failure={failure} />
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button
          loading={isBusy}
          disabled={logger !== null && draft.logger === null}
          onClick={onSubmit}
        >
          {t('shipments.receiveNow', { count: kits.length })}
        </Button>
      </Group>
    </Stack>
  );
}
