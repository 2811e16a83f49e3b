import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import { Question } from '../question.tsx';
import { WhyField } from '../why-field.tsx';

interface Properties {
  readonly user: string;
  readonly needsTwo: boolean;
  onBack(): void;
}

/** Ends the access of somebody who left; what they did stays in the record under their name. */
export function RemovePerson({ user, needsTwo, onBack }: Properties) {
  const { t } = useTranslation();
  const remove = useCommand('site.removePerson');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature(
    'site.removePerson',
    needsTwo,
  );
  const [reason, setReason] = useState('');
  const send = async (): Promise<void> => {
    const outcome = await remove.run({ user, reason, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    announce({ message: t('siteMode.personRemoved', { user }) });
    onBack();
  };
  return (
    <Question
      title={t('siteMode.removeTitle', { user })}
      note={t('siteMode.removeNote')}
      next={t('siteMode.remove')}
      isDangerous
      canGoOn={reason.trim().length >= 3 && isComplete}
      isBusy={remove.isBusy}
      onNext={() => void send()}
      onBack={onBack}
    >
      <WhyField value={reason} onChange={setReason} />
      <SignatureFields value={signature} onChange={setSignature} />
      <FailureNotice failure={remove.failure} />
    </Question>
  );
}
