import { NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';
import { ChoiceSummary } from './choice-summary.tsx';
import { IssuedFile } from './issued-file.tsx';
import { KitsToLabel } from './kits-to-label.tsx';
import { emptyChoice, selectionOf } from './label-choice.ts';
import type { LabelChoice, Selection } from './label-choice.ts';
import { LabelPicture } from './label-picture.tsx';
import { PrintedDialog } from './printed-dialog.tsx';
import { TemplateSelect, useTemplates } from './template-select.tsx';
import classes from './labels.module.css';

interface Properties {
  /** Named kits, when they were chosen in the table. */
  readonly numbers?: readonly string[];
  onClose(): void;
}

/** The first kit of a choice, with the new date of an extension. */
function shownKit(kit: string | null | undefined, kits: Selection | null) {
  if (kit === null || kit === undefined) return {};
  return kits?.by === 'campaign' ? { kit, campaign: kits.campaign } : { kit };
}

const nothing: Selection = { by: 'lot', lot: '-' };

/** Kits, template, picture, and then the labels: one entry of the trail for all of them. */
export function PrintLabelsDialog({ numbers, onClose }: Properties) {
  const { t } = useTranslation();
  const print = useCommand('labels.print');
  const [issued, setIssued] = useState<OutputOf<'labels.print'>>();
  const form = useDraftForm<LabelChoice>('print-labels', {
    initialValues: emptyChoice,
    ...(numbers === undefined ? {} : { prefill: { by: 'numbers', numbers: [...numbers] } }),
  });
  const { template, onlyWithout, copies, firstPlace, reason } = form.values;
  const kits = selectionOf(form.values);
  const counted = useQuery(
    'labels.count',
    { kits: kits ?? nothing, onlyWithout },
    { isEnabled: kits !== null },
  );
  const grid = useTemplates('kit').find(({ definition }) => definition.id === template)?.definition
    .grid;
  const onSheet = grid === undefined ? 1 : grid.columns * grid.rows;
  const isAgain = (counted.data?.withLabels ?? 0) > 0 && form.values.by !== 'campaign';
  if (issued !== undefined) {
    return (
      <PrintedDialog title={t('labels.printTitle')} onClose={onClose}>
        <IssuedFile {...issued} onSheet={onSheet} firstPlace={firstPlace} onClose={onClose} />
      </PrintedDialog>
    );
  }
  const submit = async (): Promise<void> => {
    if (kits === null || template === null) return;
    const given = reason.trim() === '' ? {} : { reason };
    const outcome = await print.run({ template, kits, onlyWithout, copies, ...given });
    if (!outcome.ok) return;
    form.dropDraft();
    setIssued(outcome.value);
  };
  const count = counted.data === undefined ? 0 : counted.data.kits * copies;
  const isReady = count > 0 && template !== null && (!isAgain || reason.trim().length >= 3);
  return (
    <FormDialog
      title={t('labels.printTitle')}
      submit={count === 0 ? t('labels.issueNone') : t('labels.issueSubmit', { count })}
      size={980}
      isBusy={print.isBusy}
      failure={print.failure}
      canSubmit={isReady}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className={classes.columns}>
        <Stack gap="md">
          <KitsToLabel form={form} />
          <ChoiceSummary
            isChosen={kits !== null}
            counted={counted.data}
            failure={counted.failure}
          />
          {isAgain && (
            <ReasonField
              placeholder={t('labels.againReason')}
              value={reason}
              onChange={(next) => form.setFieldValue('reason', next)}
            />
          )}
        </Stack>
        <Stack gap="md">
          <TemplateSelect
            kind="kit"
            value={template}
            onChange={(next) => form.setFieldValue('template', next)}
          />
          {template !== null && (
            <LabelPicture
              input={{ template, ...shownKit(counted.data?.first, kits) }}
              name={template}
              explains
            />
          )}
          <SimpleGrid cols={2}>
            <NumberInput
              label={t('labels.copies')}
              min={1}
              max={4}
              {...form.getInputProps('copies')}
            />
            {onSheet > 1 && (
              <NumberInput
                label={t('labels.firstPlace')}
                min={1}
                max={onSheet}
                {...form.getInputProps('firstPlace')}
              />
            )}
          </SimpleGrid>
        </Stack>
      </div>
    </FormDialog>
  );
}
