import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';
import { NamedKits } from './named-kits.tsx';

interface Properties {
  readonly number: string;
  readonly site: string;
  onClose(): void;
}

/** Keeps a kit at a site for one visit of a subject there. */
export function ReserveKitDialog({ number, site, onClose }: Properties) {
  const { t } = useTranslation();
  const reserve = useCommand('kits.reserve');
  const form = useDraftForm<{ subject: string | null; visit: string | null; reason: string }>(
    'reserve-kit',
    { initialValues: { subject: null, visit: null, reason: '' } },
  );
  const { subject, visit, reason } = form.values;
  const subjects = useQuery('subjects.page', { site, limit: 500 }).data?.rows ?? [];
  const next = useQuery('subjects.get', { subject: subject ?? '' }, { isEnabled: subject !== null })
    .data?.nextVisits;
  const submit = async (): Promise<void> => {
    if (subject === null || visit === null) return;
    const outcome = await reserve.run({ numbers: [number], subject, visit, reason });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('kits.reserved', { subject, visit }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('kits.reserve')}
      intro={t('kits.reserveIntro')}
      submit={t('kits.reserve')}
      isBusy={reserve.isBusy}
      failure={reserve.failure}
      canSubmit={subject !== null && visit !== null && reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <NamedKits numbers={[number]} />
      <Select
        label={t('kits.subject')}
        searchable
        data={subjects.map((row) => row.subject)}
        value={subject}
        onChange={(value) => form.setValues({ subject: value, visit: null })}
      />
      <Select
        label={t('kits.visit')}
        disabled={subject === null}
        data={(next ?? []).map((row) => ({ value: row.visit, label: row.name }))}
        {...form.getInputProps('visit')}
      />
      <ReasonField value={reason} onChange={(text) => form.setFieldValue('reason', text)} />
    </FormDialog>
  );
}
