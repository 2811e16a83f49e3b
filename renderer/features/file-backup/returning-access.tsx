import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BackupComparison } from '../../../shared/contracts/backups.ts';

/** People whose access ended or changed after the backup, and whom it would let in as before. */
export function ReturningAccess({ people }: { readonly people: BackupComparison['returning'] }) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t('fileBackup.returning', { count: people.length })}
    >
      {people.map(({ user, printedName, role, now }) => (
        <Text key={user} size="sm">
          {t(now === null ? 'fileBackup.returningEnded' : 'fileBackup.returningChanged', {
            name: `${printedName} (${user})`,
            role: t(`common.role.${role}`),
            now: now === null ? '' : t(`common.role.${now}`),
          })}
        </Text>
      ))}
      <Text size="sm">{t('fileBackup.returningNext')}</Text>
    </Alert>
  );
}
