import { Button, Group } from '@mantine/core';
import { IconCircleCheck, IconFileText, IconTemperature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { useDownload } from '../../../components/use-download.ts';
import { go } from '../../../state/route.ts';
import { useMay } from '../../../state/session.ts';
import classes from './receive.module.css';

interface Properties {
  readonly shipment: string;
  readonly result: OutputOf<'shipments.receive'>;
  onClose(): void;
}

/** What came of it, and the paper that proves it. */
export function ReceiveResult({ shipment, result, onClose }: Properties) {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  // Kits wait in quarantine after an alarm, or when the logger is not found.
  const isLoggerWanted = useMay('loggers.import') && result.quarantined > 0;
  return (
    <div role="status">
      <div className={classes.result}>
        <IconCircleCheck size={40} stroke={1.4} aria-hidden color="var(--good)" />
        <p className={classes.resultTitle}>
          {t('shipments.receivedNow', { count: result.received })}
        </p>
        {result.quarantined > 0 && (
          <p>{t('shipments.wereQuarantined', { count: result.quarantined })}</p>
        )}
        <p className="quiet">
          {t(result.open > 0 ? 'shipments.stillOpen' : 'shipments.allReceived', {
            count: result.open,
          })}
        </p>
      </div>
      <Group justify="flex-end" gap="sm">
        <Button
          variant="default"
          loading={isBusy}
          leftSection={<IconFileText size={16} stroke={1.7} />}
          onClick={() => void download('shipments.receipt', { shipment })}
        >
          {t('shipments.receipt')}
        </Button>
        {isLoggerWanted && (
          <Button
            leftSection={<IconTemperature size={16} stroke={1.7} />}
            onClick={() => {
              onClose();
              go('cold-chain', `~import/${shipment}`);
            }}
          >
            {t('temperature.importFor')}
          </Button>
        )}
        <Button {...(isLoggerWanted ? { variant: 'default' } : {})} onClick={onClose}>
          {t('common.done')}
        </Button>
      </Group>
    </div>
  );
}
