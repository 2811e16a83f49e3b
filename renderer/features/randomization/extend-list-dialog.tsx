import { MultiSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';

interface Properties {
  readonly list: string;
  onClose(): void;
}

type Values = { slots: number | string; strata: string[]; reason: string };

/** More slots for a locked list, from its own sealed seed. */
export function ExtendListDialog({ list, onClose }: Properties) {
  const { t } = useTranslation();
  const extend = useCommand('randomization.extend');
  const known = useQuery('randomization.strata', { list }).data?.strata ?? [];
  const form = useDraftForm<Values>(`extend ${list}`, {
    initialValues: { slots: 20, strata: [], reason: '' },
  });
  const { slots, strata, reason } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await extend.run({
      list,
      slots: Number(slots),
      reason,
      ...(strata.length === 0 ? {} : { strata }),
    });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('randomization.extend.done', { list }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('randomization.extend.title', { list })}
      intro={t('randomization.extend.intro')}
      submit={t('randomization.extend.button')}
      isBusy={extend.isBusy}
      failure={extend.failure}
      canSubmit={Number(slots) > 0 && reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <NumberInput
        label={t('randomization.extend.slots')}
        min={1}
        max={100_000}
        allowDecimal={false}
        data-autofocus
        {...form.getInputProps('slots')}
      />
      <MultiSelect
        label={t('randomization.extend.strata')}
        description={t('randomization.extend.strataNote')}
        searchable
        data={known.map(({ stratum, words }) => ({ value: stratum, label: words }))}
        {...form.getInputProps('strata')}
      />
      <ReasonField value={reason} onChange={(next) => form.setFieldValue('reason', next)} />
    </FormDialog>
  );
}
