import { Select, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useSession } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';
import { PlaceSelect } from '../kits/place-select.tsx';

interface RaiseProperties {
  readonly about: {
    readonly place?: string;
    readonly kit?: string;
    readonly subject?: string;
    readonly what?: string;
  };
  onClose(): void;
}

/** A difference becomes an item with an owner. */
export function RaiseDiscrepancyDialog({ about, onClose }: RaiseProperties) {
  const { t } = useTranslation();
  const { user } = useSession().status;
  const command = useCommand('accountability.raise');
  const people = useQuery('access.users', {}).data?.users ?? [];
  const { place = '', what = '', kit, subject } = about;
  const form = useDraftForm<{ place: string; what: string; owner: string }>(
    `raise-discrepancy ${kit ?? ''}`,
    {
      initialValues: { place: '', what: '', owner: user?.user ?? '' },
      prefill: { ...(place === '' ? {} : { place }), ...(what === '' ? {} : { what }) },
    },
  );
  const submit = async (): Promise<void> => {
    const thing = {
      ...(kit === undefined ? {} : { kit }),
      ...(subject === undefined ? {} : { subject }),
    };
    const outcome = await command.run({ ...form.values, ...thing });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('accountability.raised', { code: outcome.value.discrepancy }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('accountability.raise')}
      {...(kit === undefined ? {} : { intro: t('accountability.raiseAbout', { kit }) })}
      submit={t('accountability.raise')}
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={
        form.values.place !== '' && form.values.what.trim().length >= 3 && form.values.owner !== ''
      }
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PlaceSelect
        label={t('accountability.place')}
        value={form.values.place === '' ? null : form.values.place}
        onChange={(next) => form.setFieldValue('place', next ?? '')}
      />
      <Textarea
        label={t('accountability.what')}
        autosize
        minRows={2}
        {...form.getInputProps('what')}
      />
      <Select
        label={t('accountability.owner')}
        searchable
        data={people
          .filter(({ status }) => status === 'active')
          .map((person) => ({
            value: person.user,
            label: `${person.printedName} (${person.user})`,
          }))}
        value={form.values.owner}
        onChange={(owner) => form.setFieldValue('owner', owner ?? '')}
      />
    </FormDialog>
  );
}

/** Says what came of a discrepancy; it stays in the list. */
export function ResolveDiscrepancyDialog({
  discrepancy,
  onClose,
}: {
  readonly discrepancy: string;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const command = useCommand('accountability.resolve');
  const form = useDraftForm<{ resolution: string }>(`resolve ${discrepancy}`, {
    initialValues: { resolution: '' },
  });
  const submit = async (): Promise<void> => {
    const outcome = await command.run({ discrepancy, resolution: form.values.resolution });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('accountability.resolved', { code: discrepancy }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('accountability.resolveCode', { code: discrepancy })}
      submit={t('accountability.resolve')}
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={form.values.resolution.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Textarea
        label={t('accountability.resolution')}
        autosize
        minRows={3}
        {...form.getInputProps('resolution')}
      />
    </FormDialog>
  );
}
