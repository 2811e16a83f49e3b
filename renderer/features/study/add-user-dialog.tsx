import { MultiSelect, PasswordInput, Select, TextInput } from '@mantine/core';
import { announce } from '../../components/announce.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnblindedRole, roles } from '../../../shared/domain/access/roles.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useStudy } from '../../state/use-study.ts';

/** A new person with a first passphrase, which must be changed at the first sign-in. */
export function AddUserDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const study = useStudy();
  const add = useCommand('access.addUser');
  const [passphrase, setPassphrase] = useState('');
  const form = useDraftForm<{ user: string; printedName: string; role: Role; sites: string[] }>(
    'add-user',
    {
      initialValues: { user: '', printedName: '', role: 'site-user', sites: [] },
    },
  );
  const { user, printedName, role, sites } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await add.run({ user, printedName, role, sites, passphrase });
    if (!outcome.ok) return;
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
      canSubmit={user.trim() !== '' && printedName.trim() !== '' && passphrase !== ''}
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
      <Select
        label={t('study.role')}
        description={isUnblindedRole(role) ? t('study.grantLater') : undefined}
        allowDeselect={false}
        data={(study?.roles ?? roles).map((known) => ({
          value: known,
          label: t(`common.role.${known}`),
        }))}
        {...form.getInputProps('role')}
      />
      {role === 'site-user' && (
        <MultiSelect
          label={t('study.sites')}
          searchable
          data={
            study?.sites.map(({ id, name }) => ({ value: String(id), label: `${id} · ${name}` })) ??
            []
          }
          {...form.getInputProps('sites')}
        />
      )}
      <PasswordInput
        label={t('study.firstPassphrase')}
        description={t('study.firstPassphraseNote')}
        autoComplete="new-password"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
