import { TextInput } from '@mantine/core';
import { announce } from '../../components/announce.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../shared/domain/access/roles.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { FirstPassphraseField, RoleFields } from './role-fields.tsx';

/** A new person with a first passphrase, which must be changed at the first sign-in. */
export function AddUserDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const add = useCommand('access.addUser');
  const [passphrase, setPassphrase] = useState('');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('access.addUser');
  const form = useDraftForm<{ user: string; printedName: string; role: Role; sites: string[] }>(
    'add-user',
    {
      initialValues: { user: '', printedName: '', role: 'site-user', sites: [] },
    },
  );
  const { user, printedName, role, sites } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await add.run({ user, printedName, role, sites, passphrase, signature });
    if (!outcome.ok) return forgetPassphrase();
    form.dropDraft();
    announce({ message: t('study.userAdded', { name: printedName }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('study.addUser')}
      submit={t('study.addUser')}
      isBusy={add.isBusy}
      failure={add.failure}
      canSubmit={user.trim() !== '' && printedName.trim() !== '' && passphrase !== '' && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label={t('common.printedName')}
        description={t('study.printedNameNote')}
        data-autofocus
        {...form.getInputProps('printedName')}
      />
      <TextInput label={t('common.userName')} autoComplete="off" {...form.getInputProps('user')} />
      <RoleFields
        role={role}
        sites={sites}
        onRole={(value) => form.setFieldValue('role', value)}
        onSites={(value) => form.setFieldValue('sites', value)}
      />
      <FirstPassphraseField value={passphrase} onChange={setPassphrase} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
