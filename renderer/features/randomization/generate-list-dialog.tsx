import { MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { go } from '../../state/route.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useStudy } from '../../state/use-study.ts';
import { ListProcedureFields } from './list-procedure-fields.tsx';
import { fallbackInput, purposeInput } from './list-purpose.ts';
import { ListPurposeFields } from './list-purpose-fields.tsx';
import { canGenerate, noList, parametersOf, withChosen } from './list-values.ts';
import type { ChosenProcedure, ListValues } from './list-values.ts';

interface Properties {
  readonly chosen?: ChosenProcedure | undefined;
  onClose(): void;
}

/** A new sealed list, one sequence a stratum; by default permuted blocks with concealed random sizes. */
export function GenerateListDialog({ chosen, onClose }: Properties) {
  const { t } = useTranslation();
  const study = useStudy();
  const generate = useCommand('randomization.generate');
  const ratio = study?.arms.reduce((sum, arm) => sum + arm.ratio, 0) ?? 2;
  const form = useDraftForm<ListValues>('generate-list', {
    initialValues: noList,
    prefill: withChosen(chosen),
  });
  const { list, procedure, stratifyBy, slots } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await generate.run({
      list,
      procedure,
      parameters: parametersOf(form.values),
      stratifyBy: [...stratifyBy],
      slotsPerStratum: Number(slots),
      ...purposeInput(form.values),
      ...fallbackInput(form.values),
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
      canSubmit={canGenerate(form.values)}
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
      <ListProcedureFields
        values={form.values}
        ratio={ratio}
        onChange={(change) => form.setValues(change)}
      />
      <NumberInput
        label={t('randomization.slotsPerStratum')}
        min={1}
        max={100_000}
        allowDecimal={false}
        {...form.getInputProps('slots')}
      />
      <ListPurposeFields
        values={form.values}
        hasFallback
        onChange={(change) => form.setValues(change)}
      />
    </FormDialog>
  );
}
