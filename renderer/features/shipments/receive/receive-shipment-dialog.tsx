import { Modal, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { useQuery } from '../../../state/use-query.ts';
import { CloseReceipt } from './close-receipt.tsx';
import { emptyDraft, judgedKits } from './receive-draft.ts';
import type { ReceiveDraft } from './receive-draft.ts';
import { ReceiveResult } from './receive-result.tsx';
import { ReceiveScan } from './receive-scan.tsx';

interface Properties {
  readonly shipment: string;
  onClose(): void;
}

/** Receives a shipment kit by kit: scan, then the logger, then what came of it. */
export function ReceiveShipmentDialog({ shipment, onClose }: Properties) {
  const { t } = useTranslation();
  const { data: detail, failure } = useQuery('shipments.get', { shipment });
  const receive = useCommand('shipments.receive');
  const [isClosing, setClosing] = useState(false);
  const [result, setResult] = useState<OutputOf<'shipments.receive'>>();
  const form = useDraftForm<ReceiveDraft>(`receive-${shipment}`, { initialValues: emptyDraft });
  const draft = form.values;
  const change = (part: Partial<ReceiveDraft>): void => form.setValues(part);
  const submit = async (): Promise<void> => {
    if (detail === undefined) return;
    const { extra, note } = draft;
    const logger = detail.shipment.logger === null ? 'none' : draft.logger;
    if (logger === null) return;
    const kits = judgedKits(detail, draft);
    const outcome = await receive.run({ shipment, kits, extra: [...extra], logger, note });
    if (!outcome.ok) return;
    form.dropDraft();
    setResult(outcome.value);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={1040}
      closeOnClickOutside={false}
      title={t('shipments.receiveTitle', { shipment })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <FailureNotice failure={failure} />
      {detail === undefined && failure === undefined && <Skeleton height={360} />}
      {result !== undefined && (
        <ReceiveResult shipment={shipment} result={result} onClose={onClose} />
      )}
      {detail !== undefined && result === undefined && !isClosing && (
        <ReceiveScan
          detail={detail}
          draft={draft}
          onDraft={change}
          onLater={onClose}
          onNext={() => setClosing(true)}
        />
      )}
      {detail !== undefined && result === undefined && isClosing && (
        <CloseReceipt
          detail={detail}
          draft={draft}
          isBusy={receive.isBusy}
          failure={receive.failure}
          onDraft={change}
          onBack={() => setClosing(false)}
          onSubmit={() => void submit()}
        />
      )}
    </Modal>
  );
}
