import { Button, Modal } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verification } from '../../../shared/contracts/trail.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { useCommand } from '../../state/use-command.ts';
import { VerificationResult } from './verification-result.tsx';

/** Verifies chain, signatures, anchor and tables, with progress. */
export function VerifyButton() {
  const { t } = useTranslation();
  const verify = useCommand('trail.verify');
  const [isOpen, setOpen] = useState(false);
  const [job, setJob] = useState('');
  const [result, setResult] = useState<Verification>();
  const start = async (): Promise<void> => {
    const next = `verify-${crypto.randomUUID()}`;
    setJob(next);
    setResult(undefined);
    setOpen(true);
    const outcome = await verify.run({ replay: true, job: next });
    if (outcome.ok) setResult(outcome.value);
  };
  return (
    <>
      <Button
        leftSection={<IconShieldCheck size={16} stroke={1.7} />}
        loading={verify.isBusy}
        onClick={() => void start()}
      >
        {t('trail.verify')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('trail.verification')}
        size={640}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {verify.isBusy && <ProgressPanel job={job} title={t('trail.verifying')} canCancel />}
        <FailureNotice failure={verify.failure} />
        {result !== undefined && <VerificationResult result={result} />}
      </Modal>
    </>
  );
}
