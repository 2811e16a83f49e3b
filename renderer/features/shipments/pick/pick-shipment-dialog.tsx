import { Button, Group, Modal, Skeleton, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useArmInformation } from '../../../state/arm-marks.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { useQuery } from '../../../state/use-query.ts';
import { useClient } from '../../../transport/client-context.ts';
import { ScanField } from '../scan-field.tsx';
import { ScanProgress } from '../scan-progress.tsx';
import { judgeScan } from './judge-scan.ts';
import type { ScanJudgement } from './judge-scan.ts';
import { PassedOver } from './passed-over.tsx';
import { PickList } from './pick-list.tsx';
import { ScanVerdict } from './scan-verdict.tsx';
import classes from './pick.module.css';

interface Properties {
  readonly shipment: string;
  onClose(): void;
}

/** Picks a shipment by scan: the first-expiring kits are listed, and each scan ticks one off. */
export function PickShipmentDialog({ shipment, onClose }: Properties) {
  const { t } = useTranslation();
  useArmInformation(true);
  const client = useClient();
  const detail = useQuery('shipments.get', { shipment }).data;
  const { data: proposal, failure } = useQuery('shipments.proposePick', { shipment });
  const pick = useCommand('shipments.pick');
  const [verdict, setVerdict] = useState<ScanJudgement>();
  const form = useDraftForm<{ taken: string[] }>(`pick-${shipment}`, {
    initialValues: { taken: [] },
  });
  const { taken } = form.values;
  const asked = detail?.shipment.kits ?? 0;
  const take = (number: string): void =>
    form.setFieldValue('taken', (former) => [...new Set([...former, number])]);
  const scan = async (numbers: readonly string[]): Promise<boolean> => {
    if (proposal === undefined || detail === undefined) return false;
    const { from } = detail.shipment;
    const judged = await judgeScan({ client, t, proposal, taken, from }, numbers);
    setVerdict(judged);
    if (judged.kind === 'right') take(judged.number);
    return judged.kind === 'right' || judged.kind === 'again';
  };
  const submit = async (): Promise<void> => {
    const outcome = await pick.run({ shipment, numbers: taken });
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('shipments.pickedNow', { count: outcome.value.picked, shipment }) });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={980}
      closeOnClickOutside={false}
      title={t('shipments.pickTitle', { shipment })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <p className={classes.intro}>{t('shipments.pickIntro')}</p>
        <FailureNotice failure={failure} />
        {proposal === undefined && failure === undefined && <Skeleton height={220} />}
        {proposal !== undefined && (
          <>
            <ScanField label={t('shipments.scanKit')} onScan={scan} />
            <ScanVerdict
              verdict={verdict}
              onTake={(number) => {
                take(number);
                setVerdict({ kind: 'right', number });
              }}
            />
            <ScanProgress done={taken.length} total={asked} />
            <PickList
              proposal={proposal}
              taken={taken}
              onTaken={(next) => form.setFieldValue('taken', [...next])}
            />
            <PassedOver facts={proposal.because} />
          </>
        )}
        <FailureNotice failure={pick.failure} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('shipments.later')}
          </Button>
          <Button
            loading={pick.isBusy}
            disabled={taken.length === 0 || taken.length !== asked}
            onClick={() => void submit()}
          >
            {t('shipments.confirmPick')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
