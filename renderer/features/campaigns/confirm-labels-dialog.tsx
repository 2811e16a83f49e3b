import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { useCommand } from '../../state/use-command.ts';
import { useQuery } from '../../state/use-query.ts';
import { ScanField } from '../shipments/scan-field.tsx';
import { ScanProgress } from '../shipments/scan-progress.tsx';
import classes from './campaigns.module.css';

interface Properties {
  readonly campaign: string;
  readonly place: string;
  onClose(): void;
}

interface Verdict {
  readonly tone: 'good' | 'bad';
  readonly words: string;
}

/** One kit a scan: each is recorded at once, so that nothing scanned is lost when somebody is called away. */
export function ConfirmLabelsDialog({ campaign, place, onClose }: Properties) {
  const { t } = useTranslation();
  const confirm = useCommand('campaigns.confirm');
  const { data, failure } = useQuery('campaigns.kits', { campaign, place });
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const waiting = data?.kits.filter(({ status }) => status === 'waiting') ?? [];
  const scan = async (names: readonly string[]): Promise<boolean> => {
    const number = names.find((name) => data?.kits.some((kit) => kit.number === name)) ?? names[0];
    if (number === undefined) return false;
    const outcome = await confirm.run({ campaign, place, numbers: [number] });
    if (!outcome.ok) {
      setVerdict({ tone: 'bad', words: t('campaigns.notConfirmed', { number }) });
      return false;
    }
    const { left } = outcome.value;
    setVerdict({ tone: 'good', words: t('campaigns.isConfirmed', { number, count: left }) });
    if (left === 0) announce({ message: t('campaigns.allScanned', { place }) });
    return true;
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('campaigns.scanAt', { place })}
      size={620}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <ScanField
          label={t('campaigns.scanField')}
          description={t('campaigns.scanNote')}
          onScan={scan}
        />
        <ScanProgress
          done={data?.confirmed ?? 0}
          total={(data?.confirmed ?? 0) + (data?.waiting ?? 0)}
        />
        <p className={classes.verdict} data-tone={verdict?.tone} role="status">
          {verdict?.words}
        </p>
        <FailureNotice failure={confirm.failure ?? failure} />
        <ul
          className={classes.scanned}
          tabIndex={0}
          aria-label={t('campaigns.toScanHere', { count: waiting.length })}
        >
          {waiting.map(({ number, status }) => (
            <li key={number} data-status={status}>
              <KitNumber number={number} />
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('common.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
