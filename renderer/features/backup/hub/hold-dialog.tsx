import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { useQuery } from '../../../state/use-query.ts';
import { HoursField } from './hours-field.tsx';

/** Has this console alone write for a depot, a site or the whole study. */
export function HoldDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const hold = useCommand('hub.hold');
  const places = useQuery('study.places', {}).data?.places ?? [];
  const [place, setPlace] = useState<string | null>(null);
  const [hours, setHours] = useState(12);
  const submit = async (): Promise<void> => {
    const outcome = await hold.run({ place: place ?? '', hours });
    if (outcome.ok) onClose();
  };
  return (
    <FormDialog
      title={t('backup.hub.sharing.hold')}
      intro={t('backup.hub.sharing.holdIntro')}
      submit={t('backup.hub.sharing.hold')}
      isBusy={hold.isBusy}
      failure={hold.failure}
      canSubmit={place !== null}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Select
        label={t('backup.hub.sharing.place')}
        searchable
        data={[
          { value: '*', label: t('backup.hub.sharing.whole') },
          ...places.map(({ id, name }) => ({ value: id, label: `${id} · ${name}` })),
        ]}
        value={place}
        onChange={setPlace}
      />
      <HoursField hours={hours} onChange={setHours} />
    </FormDialog>
  );
}
