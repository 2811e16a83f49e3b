import { Select } from '@mantine/core';
import { announce } from '../../components/announce.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { countText, dayText } from '../../components/format.ts';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';
import { PlaceSelect } from './place-select.tsx';
import { QuantityFields, quantitiesOf } from './quantity-fields.tsx';
import type { Quantities } from './quantity-fields.tsx';

const most = 1_000_000;

/** New kit numbers with check characters, drawn without order. */
export function GenerateKitsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  useArmInformation(true);
  const generate = useCommand('kits.generate');
  const lots = useQuery('lots.page', {}).data?.lots;
  const [job] = useState(() => `generate-${crypto.randomUUID()}`);
  const form = useDraftForm<{ lot: string | null; place: string | null; quantities: Quantities }>(
    'generate-kits',
    { initialValues: { lot: null, place: null, quantities: {} } },
  );
  const { lot, place } = form.values;
  const quantities = quantitiesOf(form.values.quantities);
  const submit = async (): Promise<void> => {
    if (lot === null || place === null) return;
    const outcome = await generate.run({ lot, place, quantities, job });
    if (!outcome.ok) return;
    form.dropDraft();
    const { generated, first, last } = outcome.value;
    announce({
      message: t('kits.generated', { count: generated, shown: countText(generated), first, last }),
    });
    onClose();
  };
  return (
    <FormDialog
      title={t('kits.generate')}
      intro={t('kits.generateIntro')}
      submit={t('kits.generate')}
      isBusy={generate.isBusy}
      failure={generate.failure}
      canSubmit={lot !== null && place !== null && quantities.length > 0}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Select
        label={t('kits.lot')}
        description={lots?.length === 0 ? t('kits.noLots') : undefined}
        data={
          lots?.map((known) => ({
            value: known.lot,
            label: t('kits.lotUntil', { lot: known.lot, expiry: dayText(known.expiry) }),
          })) ?? []
        }
        {...form.getInputProps('lot')}
      />
      <PlaceSelect
        label={t('kits.generateAt')}
        kind="depot"
        value={place}
        onChange={(next) => form.setFieldValue('place', next)}
      />
      <QuantityFields
        value={form.values.quantities}
        max={most}
        onChange={(next) => form.setFieldValue('quantities', next)}
      />
      {generate.isBusy && <ProgressPanel job={job} title={t('kits.generating')} canCancel />}
    </FormDialog>
  );
}
