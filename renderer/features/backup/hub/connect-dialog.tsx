import { Alert, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { useCommand } from '../../../state/use-command.ts';

type Asked = OutputOf<'hub.connect'>;

/** Tells this machine its hub; gives the code by which it asks to be let in. */
export function ConnectDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const connect = useCommand('hub.connect');
  const [asked, setAsked] = useState<Asked>();
  // Not kept as a draft: a password may stand in an address that was copied.
  const [databaseUrl, setDatabaseUrl] = useState('');
  const [hub, setHub] = useState('');
  const submit = async (): Promise<void> => {
    if (asked !== undefined) return onClose();
    const outcome = await connect.run({ databaseUrl, hub: hub.trim() });
    if (outcome.ok) setAsked(outcome.value);
  };
  return (
    <FormDialog
      title={t('backup.hub.connect')}
      intro={t(asked === undefined ? 'backup.hub.connectIntro' : 'backup.hub.askedIntro')}
      submit={t(asked === undefined ? 'backup.hub.connect' : 'backup.hub.done')}
      isBusy={connect.isBusy}
      failure={connect.failure}
      canSubmit={asked !== undefined || (databaseUrl.trim() !== '' && hub.trim() !== '')}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {asked === undefined ? (
        <>
          <TextInput
            label={t('backup.hub.address')}
            description={t('backup.hub.addressNote')}
            autoComplete="off"
            spellCheck={false}
            value={databaseUrl}
            onChange={(event) => setDatabaseUrl(event.currentTarget.value)}
          />
          <TextInput
            label={t('backup.hub.number')}
            description={t('backup.hub.numberNote')}
            autoComplete="off"
            spellCheck={false}
            value={hub}
            onChange={(event) => setHub(event.currentTarget.value)}
          />
        </>
      ) : (
        <AskedFor asked={asked} />
      )}
    </FormDialog>
  );
}

function AskedFor({ asked }: { readonly asked: Asked }) {
  const { t } = useTranslation();
  return (
    <>
      <Textarea
        label={t('backup.hub.request')}
        value={asked.request}
        readOnly
        autosize
        minRows={3}
      />
      <KeyValues
        items={[[t('backup.hub.fingerprint'), <code key="code">{asked.fingerprint}</code>]]}
      />
      <Alert color="blue">{t('backup.hub.askedNote')}</Alert>
    </>
  );
}
