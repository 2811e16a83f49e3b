import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '../../../shared/contracts/access.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { FirstPassphraseField, RoleFields } from './role-fields.tsx';

interface Properties {
  readonly person: UserRow;
  onClose(): void;
}

/** Another role, which begins with a new first passphrase, or other sites. */
export function ChangeRoleDialog({ person, onClose }: Properties) {
  const { t } = useTranslation();
  const change = useCommand('access.changeRole');
  const [role, setRole] = useState(person.role);
  const [sites, setSites] = useState<readonly string[]>(person.sites);
  const [passphrase, setPassphrase] = useState('');
  const [reason, setReason] = useState('');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('access.changeRole');
  const isNewRole = role !== person.role;
  const kept = role === 'site-user' ? [...sites] : [];
  const submit = async (): Promise<void> => {
    const { user } = person;
    const first = isNewRole ? { passphrase } : {};
    const outcome = await change.run({ user, role, sites: kept, reason, signature, ...first });
    if (!outcome.ok) return forgetPassphrase();
    announce({ message: t('study.roleChanged', { name: person.printedName }) });
    onClose();
  };
  const isOther = isNewRole || kept.toSorted().join() !== person.sites.toSorted().join();
  return (
    <FormDialog
      title={t('study.changeRoleOf', { name: person.printedName })}
      intro={t(isNewRole ? 'study.newRoleNote' : 'study.newSitesNote')}
      submit={t('study.changeRole')}
      isBusy={change.isBusy}
      failure={change.failure}
      canSubmit={
        isOther && reason.trim().length >= 3 && (!isNewRole || passphrase !== '') && isComplete
      }
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <RoleFields role={role} sites={sites} onRole={setRole} onSites={setSites} />
      {isNewRole && <FirstPassphraseField value={passphrase} onChange={setPassphrase} />}
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
