import { Button } from '@mantine/core';
import { IconDeviceLaptop, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../state/session.ts';
import { EnrolDialog } from './enrol-dialog.tsx';
import { IssuePackDialog } from './issue-pack-dialog.tsx';

/** Enrol a machine, and issue a pack for one. */
export function PackActions() {
  const { t } = useTranslation();
  const mayIssue = useMay('packs.issue');
  const [dialog, setDialog] = useState<'enrol' | 'issue'>();
  const close = (): void => setDialog(undefined);
  if (!mayIssue) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDeviceLaptop size={16} stroke={1.7} />}
        onClick={() => setDialog('enrol')}
      >
        {t('backup.enrol')}
      </Button>
      <Button leftSection={<IconPlus size={16} />} onClick={() => setDialog('issue')}>
        {t('backup.issue')}
      </Button>
      {dialog === 'enrol' && <EnrolDialog onClose={close} />}
      {dialog === 'issue' && <IssuePackDialog onClose={close} />}
    </>
  );
}
