import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { go } from '../../../state/route.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { useQuery } from '../../../state/use-query.ts';

/** Opens the record of a subject. */
export function ScreenDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const screen = useCommand('subjects.screen');
  const places = useQuery('study.places', {}).data?.places ?? [];
  const form = useDraftForm<{ subject: string; site: string | null }>('screen', {
    initialValues: { subject: '', site: null },
  });
  const { site } = form.values;
  const subject = form.values.subject.trim();
  const submit = async (): Promise<void> => {
    const outcome = await screen.run({ subject, site: site ?? '' });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('subjects.screened', { subject }) });
    onClose();
    go('subjects', subject);
  };
  return (
    <FormDialog
      title={t('subjects.screen')}
      intro={t('subjects.screenIntro')}
      submit={t('subjects.screenNow')}
      isBusy={screen.isBusy}
      failure={screen.failure}
      canSubmit={subject !== '' && site !== null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput label={t('subjects.subject')} data-autofocus {...form.getInputProps('subject')} />
      <Select
        label={t('subjects.site')}
        searchable
        data={places
          .filter(({ kind, status }) => kind === 'site' && status === 'active')
          .map(({ id, name }) => ({ value: id, label: `${id} · ${name}` }))}
        {...form.getInputProps('site')}
      />
    </FormDialog>
  );
}
