import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubState } from '../../../../shared/contracts/hub.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { HoursField } from './hours-field.tsx';

interface Properties {
  readonly place: string;
  readonly state: HubState;
  onClose(): void;
}

/** Hands a place over to another console, or gives it free. */
export function HandOverDialog({ place, state, onClose }: Properties) {
  const { t } = useTranslation();
  const give = useCommand('hub.handOver');
  const [to, setTo] = useState('');
  const [hours, setHours] = useState(12);
  const others = (state.shared?.consoles ?? []).filter(({ device }) => device !== state.device);
  const submit = async (): Promise<void> => {
    const outcome = await give.run({ place, to: to === '' ? null : to, hours });
    if (outcome.ok) onClose();
  };
  const name = place === '*' ? t('backup.hub.sharing.whole') : place;
  return (
    <FormDialog
      title={t('backup.hub.sharing.give')}
      intro={t('backup.hub.sharing.giveIntro', { place: name })}
      submit={t('backup.hub.sharing.give')}
      isBusy={give.isBusy}
      failure={give.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Select
        label={t('backup.hub.sharing.to')}
        allowDeselect={false}
        data={[
          { value: '', label: t('backup.hub.sharing.everybody') },
          ...others.map(({ device }) => ({ value: device, label: device })),
        ]}
        value={to}
        onChange={(value) => setTo(value ?? '')}
      />
      {to !== '' && <HoursField hours={hours} onChange={setHours} />}
    </FormDialog>
  );
}
