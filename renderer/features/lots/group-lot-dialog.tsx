import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';

interface Properties {
  readonly lot: string;
  readonly group: string | null;
  onClose(): void;
}

/** Says with which other lots a lot shares the look of its label. */
export function GroupLotDialog({ lot, group, onClose }: Properties) {
  const { t } = useTranslation();
  const command = useCommand('lots.setLabelGroup');
  const lots = useQuery('lots.page', {}).data?.lots ?? [];
  const groups = [...new Set(lots.flatMap(({ labelGroup }) => labelGroup ?? []))].sort();
  const form = useDraftForm<{ group: string }>(`group-lot ${lot}`, {
    initialValues: { group: group ?? '' },
  });
  const submit = async (): Promise<void> => {
    const typed = form.values.group.trim();
    const outcome = await command.run({ lots: [lot], group: typed === '' ? null : typed });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('lots.grouped', { lot }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('lots.groupOf', { lot })}
      intro={t('lots.groupIntro')}
      submit={t('lots.setGroup')}
      isBusy={command.isBusy}
      failure={command.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Autocomplete
        label={t('lots.labelGroup')}
        description={t('lots.groupNote')}
        data={groups}
        data-autofocus
        {...form.getInputProps('group')}
      />
    </FormDialog>
  );
}
