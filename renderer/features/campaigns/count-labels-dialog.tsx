import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { labelDiscrepancies } from '../../../shared/domain/lot/label-count.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';
import classes from './campaigns.module.css';

interface Properties {
  readonly campaign: string;
  readonly place: string;
  onClose(): void;
}

const counts = ['issued', 'used', 'destroyed', 'kept'] as const;
type Counts = Readonly<Record<(typeof counts)[number], number>>;

/** Labels of one place: issued = used + destroyed + left, and one used on each kit confirmed; what was printed here is filled in. */
export function CountLabelsDialog({ campaign, place, onClose }: Properties) {
  const { t } = useTranslation();
  const count = useCommand('campaigns.countLabels');
  const found = useQuery('campaigns.get', { campaign }).data?.places.find(
    (row) => row.place === place,
  );
  const confirmed = found?.confirmed ?? 0;
  const printed = found?.printed ?? 0;
  const known = found?.labels;
  const form = useDraftForm<Counts & { note: string } & Record<string, unknown>>(
    `labels ${campaign} ${place}`,
    {
      initialValues: {
        issued: known?.issued ?? printed,
        used: known?.used ?? confirmed,
        destroyed: known?.destroyed ?? 0,
        kept: known?.kept ?? 0,
        note: known?.note ?? '',
      },
    },
  );
  const { note, ...typed } = form.values;
  const wrong = labelDiscrepancies(typed, confirmed, printed);
  const submit = async (): Promise<void> => {
    const { issued, used, destroyed, kept } = typed;
    const outcome = await count.run({ campaign, place, issued, used, destroyed, kept, note });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('campaigns.counted', { place }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('campaigns.countAt', { place })}
      intro={t('campaigns.countIntro', { count: confirmed })}
      submit={t('campaigns.count')}
      isBusy={count.isBusy}
      failure={count.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SimpleGrid cols={2}>
        {counts.map((key) => (
          <NumberInput
            key={key}
            label={t(`campaigns.labelsOf.${key}`)}
            min={0}
            max={1_000_000}
            allowDecimal={false}
            value={form.values[key]}
            onChange={(value) => form.setFieldValue(key, Number(value) as never)}
          />
        ))}
      </SimpleGrid>
      <p className={classes.verdict} data-tone={wrong.length === 0 ? 'good' : 'bad'} role="status">
        {wrong.length === 0 ? t('campaigns.addsUp') : wrong.join('; ')}
      </p>
      <TextInput
        label={t('campaigns.note')}
        description={t('campaigns.noteNote')}
        {...form.getInputProps('note')}
      />
    </FormDialog>
  );
}
