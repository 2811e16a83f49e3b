import { Radio, Stack } from '@mantine/core';
import { announce } from '../../components/announce.ts';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';

const actions = ['quarantine', 'release', 'report-damaged', 'report-missing', 'find'] as const;
const mostShown = 12;

interface Properties {
  readonly numbers: readonly string[];
  onClose(): void;
}

/** Quarantine, release or report kits, with a reason. All of them change, or none. */
export function ActOnKitsDialog({ numbers, onClose }: Properties) {
  const { t } = useTranslation();
  const act = useCommand('kits.act');
  const form = useDraftForm<{ action: string; reason: string }>('act-on-kits', {
    initialValues: { action: 'quarantine', reason: '' },
  });
  const action = actions.find((known) => known === form.values.action) ?? 'quarantine';
  const submit = async (): Promise<void> => {
    const outcome = await act.run({ numbers: [...numbers], action, reason: form.values.reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('kits.changed', { count: outcome.value.changed }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('kits.actOn', { count: numbers.length })}
      submit={t(`kits.action.${action}`)}
      isBusy={act.isBusy}
      failure={act.failure}
      canSubmit={form.values.reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px' }}>
        {numbers.slice(0, mostShown).map((number) => (
          <KitNumber key={number} number={number} />
        ))}
        {numbers.length > mostShown && t('kits.andMore', { count: numbers.length - mostShown })}
      </div>
      <Radio.Group label={t('kits.whatToDo')} {...form.getInputProps('action')}>
        <Stack gap="sm" mt="sm">
          {actions.map((known) => (
            <Radio
              key={known}
              value={known}
              label={t(`kits.action.${known}`)}
              description={t(`kits.actionNote.${known}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <ReasonField
        value={form.values.reason}
        onChange={(reason) => form.setFieldValue('reason', reason)}
      />
    </FormDialog>
  );
}
