import { PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FileBackup } from '../../../shared/contracts/backups.ts';
import { shownInstant } from '../../components/format.ts';
import { readWitnessed } from './restore-form.ts';
import type { RestoreForm } from './restore-form.ts';

interface Properties {
  readonly form: RestoreForm;
  readonly known: readonly FileBackup[];
  onChange(form: RestoreForm): void;
}

const joined = ({ place, file }: FileBackup): string =>
  `${place}${place.includes('\\') ? '\\' : '/'}${file}`;

/** Which backup, and who opens it. */
export function BackupFields({ form, known, onChange }: Properties) {
  const { t } = useTranslation();
  const there = known.filter(({ state }) => state === 'kept');
  const wrong = readWitnessed(form.witnessed);
  return (
    <>
      {there.length > 0 && (
        <Select
          label={t('fileBackup.known')}
          data={there.map((backup) => ({
            value: joined(backup),
            label: `${backup.code} · ${shownInstant(backup.madeAt, backup.offsetMinutes).local}`,
          }))}
          value={there.map(joined).includes(form.backup) ? form.backup : null}
          onChange={(backup) => onChange({ ...form, backup: backup ?? '' })}
        />
      )}
      <TextInput
        label={t('fileBackup.backupFile')}
        description={t('fileBackup.backupFileNote')}
        value={form.backup}
        onChange={(event) => onChange({ ...form, backup: event.currentTarget.value })}
      />
      <TextInput
        label={t('common.userName')}
        autoComplete="off"
        value={form.user}
        onChange={(event) => onChange({ ...form, user: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('common.passphrase')}
        description={t('fileBackup.passphraseNote')}
        autoComplete="off"
        value={form.passphrase}
        onChange={(event) => onChange({ ...form, passphrase: event.currentTarget.value })}
      />
      <Textarea
        label={t('fileBackup.witnessed')}
        description={t('fileBackup.witnessedNote')}
        autosize
        minRows={2}
        spellCheck={false}
        value={form.witnessed}
        error={typeof wrong === 'number' ? t('fileBackup.witnessedWrong', { line: wrong }) : null}
        onChange={(event) => onChange({ ...form, witnessed: event.currentTarget.value })}
      />
    </>
  );
}
