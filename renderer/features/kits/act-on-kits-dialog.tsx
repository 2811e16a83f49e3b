import { Radio, SimpleGrid } from '@mantine/core';
import { announce } from '../../components/announce.ts';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { KitsOfLot, mostKits } from './kits-of-lot.tsx';
import { NamedKits } from './named-kits.tsx';
import { ScanList } from './scan-list.tsx';

const actions = [
  'quarantine',
  'pre-quarantine',
  'report-damaged',
  'report-missing',
  'find',
  'await-destruction',
] as const;

interface Properties {
  readonly numbers: readonly string[];
  /** Lets kits be collected by scan, lot and place. */
  readonly collects?: boolean;
  onClose(): void;
}

/** Quarantine or report kits, with a reason. All of them change, or none. */
export function ActOnKitsDialog({ numbers, collects = false, onClose }: Properties) {
  const { t } = useTranslation();
  const act = useCommand('kits.act');
  const form = useDraftForm<{ action: string; reason: string; numbers: string[] }>(
    collects ? 'act-on-many-kits' : 'act-on-kits',
    {
      initialValues: { action: 'quarantine', reason: '', numbers: [] },
      ...(collects ? {} : { prefill: { numbers: [...numbers] } }),
    },
  );
  const chosen = form.values.numbers;
  const action = actions.find((known) => known === form.values.action) ?? 'quarantine';
  const submit = async (): Promise<void> => {
    const outcome = await act.run({ numbers: chosen, action, reason: form.values.reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('kits.changed', { count: outcome.value.changed }) });
    onClose();
  };
  const collect = (more: readonly string[]): void =>
    form.setFieldValue('numbers', [...new Set([...chosen, ...more])].slice(0, mostKits));
  return (
    <FormDialog
      title={collects ? t('kits.bulk.title') : t('kits.actOn', { count: chosen.length })}
      submit={t('kits.actionOn', { action: t(`kits.action.${action}`), count: chosen.length })}
      size={collects ? 680 : 560}
      isBusy={act.isBusy}
      failure={act.failure}
      canSubmit={form.values.reason.trim().length >= 3 && chosen.length > 0}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {collects ? (
        <>
          <KitsOfLot onAdd={collect} />
          <ScanList
            numbers={chosen}
            onChange={(next) => form.setFieldValue('numbers', [...next])}
          />
        </>
      ) : (
        <NamedKits numbers={chosen} />
      )}
      <Radio.Group label={t('kits.whatToDo')} {...form.getInputProps('action')}>
        <SimpleGrid cols={2} mt="sm" spacing="md" verticalSpacing="sm">
          {actions.map((known) => (
            <Radio
              key={known}
              value={known}
              label={t(`kits.action.${known}`)}
              description={t(`kits.actionNote.${known}`)}
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      <ReasonField
        value={form.values.reason}
        onChange={(reason) => form.setFieldValue('reason', reason)}
      />
    </FormDialog>
  );
}
