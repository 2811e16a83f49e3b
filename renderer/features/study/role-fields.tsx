import { MultiSelect, PasswordInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isUnblindedRole, roles } from '../../../shared/domain/access/roles.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import { useStudy } from '../../state/use-study.ts';

interface Properties {
  readonly role: Role;
  readonly sites: readonly string[];
  onRole(role: Role): void;
  onSites(sites: string[]): void;
}

/** The role of a person and, for those at sites, where. */
export function RoleFields({ role, sites, onRole, onSites }: Properties) {
  const { t } = useTranslation();
  const study = useStudy();
  return (
    <>
      <Select
        label={t('study.role')}
        description={isUnblindedRole(role) ? t('study.grantLater') : undefined}
        allowDeselect={false}
        data={(study?.roles ?? roles).map((known) => ({
          value: known,
          label: t(`common.role.${known}`),
        }))}
        value={role}
        onChange={(value) => onRole(value as Role)}
      />
      {role === 'site-user' && (
        <MultiSelect
          label={t('study.sites')}
          searchable
          data={
            study?.sites.map(({ id, name }) => ({ value: String(id), label: `${id} · ${name}` })) ??
            []
          }
          value={[...sites]}
          onChange={onSites}
        />
      )}
    </>
  );
}

interface PassphraseProperties {
  readonly value: string;
  onChange(value: string): void;
}

/** A passphrase that somebody else chose, to be changed at the next sign-in. */
export function FirstPassphraseField({ value, onChange }: PassphraseProperties) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={t('study.firstPassphrase')}
      description={t('study.firstPassphraseNote')}
      autoComplete="new-password"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
