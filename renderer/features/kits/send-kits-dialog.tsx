import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { PlaceSelect } from './place-select.tsx';
import { QuantityFields, quantitiesOf } from './quantity-fields.tsx';
import type { Quantities } from './quantity-fields.tsx';

const most = 5000;

/** Takes first-expiring kits of the named types from one place to another. */
export function SendKitsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  useArmInformation(true);
  const send = useCommand('kits.send');
  const [sent, setSent] = useState<readonly string[]>();
  const form = useDraftForm<{ from: string | null; to: string | null; quantities: Quantities }>(
    'send-kits',
    { initialValues: { from: null, to: null, quantities: {} } },
  );
  const { from, to } = form.values;
  const quantities = quantitiesOf(form.values.quantities);
  const submit = async (): Promise<void> => {
    if (from === null || to === null) return;
    const outcome = await send.run({ from, to, quantities });
    if (!outcome.ok) return;
    form.dropDraft();
    setSent(outcome.value.numbers);
  };
  if (sent !== undefined) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={t('kits.sent', { count: sent.length, to })}
        size={560}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className="quiet">{t('kits.sentNext')}</p>
        <div
          style={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: '6px 18px',
            maxHeight: 320,
            overflow: 'auto',
          }}
        >
          {sent.map((number) => (
            <KitNumber key={number} number={number} />
          ))}
        </div>
        <Group justify="flex-end" mt="lg">
          <Button onClick={onClose}>{t('common.done')}</Button>
        </Group>
      </Modal>
    );
  }
  return (
    <FormDialog
      title={t('kits.send')}
      intro={t('kits.sendIntro')}
      submit={t('kits.send')}
      isBusy={send.isBusy}
      failure={send.failure}
      canSubmit={from !== null && to !== null && quantities.length > 0}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PlaceSelect
        label={t('kits.from')}
        value={from}
        onChange={(next) => form.setFieldValue('from', next)}
      />
      <PlaceSelect
        label={t('kits.to')}
        value={to}
        except={from}
        onChange={(next) => form.setFieldValue('to', next)}
      />
      <QuantityFields
        value={form.values.quantities}
        max={most}
        onChange={(next) => form.setFieldValue('quantities', next)}
      />
    </FormDialog>
  );
}
