import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { go } from '../../state/route.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';
import { useStudy } from '../../state/use-study.ts';
import { ParameterFields } from '../lab/parameter-fields.tsx';
import { canMakeList, startOf } from '../lab/presets.ts';
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
  const procedures = useQuery('lab.procedures', {}).data?.procedures ?? [];
  const ratio = study?.arms.reduce((sum, arm) => sum + arm.ratio, 0) ?? 2;
  const form = useDraftForm<ListValues>('generate-list', {
    initialValues: noList,
    prefill: withChosen(chosen),
  });
  const { list, procedure, parameters, blocks, stratifyBy, slots } = form.values;
  const known = procedures.find(({ code }) => code === procedure);
  const sizes = [1, 2, 3, 4].map((multiple) => String(multiple * ratio));
  const submit = async (): Promise<void> => {
    const outcome = await generate.run({
      list,
      procedure,
      parameters: parametersOf(form.values),
      stratifyBy: [...stratifyBy],
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
      <Select
        label={t('randomization.procedure')}
        searchable
        allowDeselect={false}
        value={procedure}
        data={procedures
          .filter(({ code }) => canMakeList(code))
          .map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(next) =>
          next !== null && form.setValues({ procedure: next, parameters: startOf(next).parameters })
        }
      />
      {procedure === 'pbd' ? (
        <MultiSelect
          label={t('randomization.blocks')}
          description={t('randomization.blocksNote')}
          data={[...new Set([...sizes, ...blocks])]}
          {...form.getInputProps('blocks')}
        />
      ) : (
        known !== undefined && (
          <ParameterFields
            procedure={known}
            values={parameters}
            onChange={(next) => form.setFieldValue('parameters', next)}
          />
        )
      )}
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
