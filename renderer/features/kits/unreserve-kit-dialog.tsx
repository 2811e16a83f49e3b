import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { NamedKits } from './named-kits.tsx';

interface Properties {
  readonly number: string;
  onClose(): void;
}

/** Gives a kit that was kept for a subject back to the shelf. */
export function UnreserveKitDialog({ number, onClose }: Properties) {
  const { t } = useTranslation();
  const unreserve = useCommand('kits.unreserve');
  const form = useDraftForm<{ reason: string }>('unreserve-kit', { initialValues: { reason: '' } });
  const { reason } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await unreserve.run({ numbers: [number], reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('kits.changed', { count: outcome.value.changed }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('kits.unreserve')}
      submit={t('kits.unreserve')}
      isBusy={unreserve.isBusy}
      failure={unreserve.failure}
      canSubmit={reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <NamedKits numbers={[number]} />
      <ReasonField value={reason} onChange={(text) => form.setFieldValue('reason', text)} />
    </FormDialog>
  );
}
