import { MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { announce } from '../../components/announce.ts';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { go } from '../../state/route.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useStudy } from '../../state/use-study.ts';

/** A new sealed list by permuted blocks with concealed random sizes, one sequence a stratum. */
export function GenerateListDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const study = useStudy();
  const generate = useCommand('randomization.generate');
  const ratio = study?.arms.reduce((sum, arm) => sum + arm.ratio, 0) ?? 2;
  const sizes = [1, 2, 3, 4].map((multiple) => String(multiple * ratio));
  const form = useDraftForm<{
    list: string;
    blocks: string[];
    stratifyBy: string[];
    slots: number | string;
  }>('generate-list', { initialValues: { list: '', blocks: [], stratifyBy: [], slots: 100 } });
  const { list, blocks, stratifyBy, slots } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await generate.run({
      list,
      procedure: 'pbd',
      parameters: { blocks: blocks.map(Number) },
      stratifyBy,
      slotsPerStratum: Number(slots),
    });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('randomization.after.generated', { list }) });
    go('randomization', list);
    onClose();
  };
  return (
    <FormDialog
      title={t('randomization.generate')}
      intro={t('randomization.generateIntro')}
      submit={t('randomization.generateNow')}
      isBusy={generate.isBusy}
      failure={generate.failure}
      canSubmit={list.trim() !== '' && blocks.length > 0 && Number(slots) > 0}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label={t('randomization.name')}
        description={t('randomization.nameNote')}
        data-autofocus
        {...form.getInputProps('list')}
      />
      <MultiSelect
        label={t('randomization.stratifyBy')}
        description={t('randomization.stratifyNote')}
        data={[
          { value: 'region', label: t('randomization.region') },
          { value: 'site', label: t('randomization.site') },
          ...(study?.factors.map(({ id, name }) => ({ value: String(id), label: name })) ?? []),
        ]}
        {...form.getInputProps('stratifyBy')}
      />
      <MultiSelect
        label={t('randomization.blocks')}
        description={t('randomization.blocksNote')}
        data={sizes}
        {...form.getInputProps('blocks')}
      />
      <NumberInput
        label={t('randomization.slotsPerStratum')}
        min={1}
        max={100_000}
        allowDecimal={false}
        {...form.getInputProps('slots')}
      />
    </FormDialog>
  );
}
