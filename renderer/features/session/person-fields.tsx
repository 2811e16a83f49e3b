import { PasswordInput, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../shared/domain/access/roles.ts';

export interface Person {
  readonly printedName: string;
  readonly user: string;
  readonly passphrase: string;
  readonly again: string;
  /** From the study, where two people open envelopes together; may be empty. */
  readonly code: string;
}

export const emptyPerson: Person = {
  printedName: '',
  user: '',
  passphrase: '',
  again: '',
  code: '',
};

export const isCompletePerson = (person: Person): boolean =>
  person.printedName.trim() !== '' &&
  person.user.trim() !== '' &&
  person.passphrase !== '' &&
  person.passphrase === person.again;

/** What is sent of a person; no code where none was typed. */
export const personInput = ({ user, printedName, passphrase, code }: Person) => ({
  user,
  printedName,
  passphrase,
  ...(code.trim() === '' ? {} : { code }),
});

interface Properties {
  readonly role: Role;
  readonly value: Person;
  readonly asksCode?: boolean;
  onChange(value: Person): void;
}

/** One of the first people of a study. */
export function PersonFields({ role, value, asksCode = false, onChange }: Properties) {
  const { t } = useTranslation();
  const differs = value.again !== '' && value.again !== value.passphrase;
  return (
    <Stack gap="sm" component="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ fontWeight: 600, padding: 0, marginBottom: 8 }}>
        {t(`common.role.${role}`)}
      </legend>
      <TextInput
        label={t('common.printedName')}
        value={value.printedName}
        onChange={(event) => onChange({ ...value, printedName: event.currentTarget.value })}
      />
      <TextInput
        label={t('common.userName')}
        autoComplete="off"
        value={value.user}
        onChange={(event) => onChange({ ...value, user: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('common.passphrase')}
        autoComplete="new-password"
        value={value.passphrase}
        onChange={(event) => onChange({ ...value, passphrase: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('session.newPassphraseAgain')}
        autoComplete="new-password"
        value={value.again}
        error={differs ? t('session.passphrasesDiffer') : undefined}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
      />
      {asksCode && (
        <TextInput
          label={t('session.personCode')}
          description={t('session.personCodeNote')}
          autoComplete="off"
          value={value.code}
          onChange={(event) => onChange({ ...value, code: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
}
