import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { Question } from '../question.tsx';
import { WhyField } from '../why-field.tsx';

interface Properties {
  readonly subject: string;
  onDone(): void;
  onBack(): void;
}

/** Takes a subject back whose envelope is still sealed. */
export function CancelSubject({ subject, onDone, onBack }: Properties) {
  const { t } = useTranslation();
  const cancel = useCommand('site.cancel');
  const [reason, setReason] = useState('');
  const send = async (): Promise<void> => {
    const outcome = await cancel.run({ subject, reason });
    if (outcome.ok) onDone();
  };
  return (
    <Question
      title={t('siteMode.cancelTitle', { subject })}
      note={t('siteMode.cancelNote')}
      next={t('siteMode.cancelSubject')}
      isDangerous
      canGoOn={reason.trim().length >= 3}
      isBusy={cancel.isBusy}
      onNext={() => void send()}
      onBack={onBack}
    >
      <WhyField value={reason} onChange={setReason} />
      <FailureNotice failure={cancel.failure} />
    </Question>
  );
}
