import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { Question } from '../question.tsx';
import { WhyField } from '../why-field.tsx';

interface Properties {
  readonly pack: string;
  onBack(): void;
}

/** Gives the unopened envelopes of a pack back; they can never be opened here again. */
export function SurrenderPack({ pack, onBack }: Properties) {
  const { t } = useTranslation();
  const surrender = useCommand('site.surrender');
  const [reason, setReason] = useState('');
  const send = async (): Promise<void> => {
    const outcome = await surrender.run({ pack, reason });
    if (!outcome.ok) return;
    announce({ message: t('siteMode.surrendered', { count: outcome.value.unopened.length }) });
    onBack();
  };
  return (
    <Question
      title={t('siteMode.surrenderTitle', { pack })}
      note={t('siteMode.surrenderNote')}
      next={t('siteMode.surrender')}
      isDangerous
      canGoOn={reason.trim().length >= 3}
      isBusy={surrender.isBusy}
      onNext={() => void send()}
      onBack={onBack}
    >
      <WhyField value={reason} onChange={setReason} />
      <FailureNotice failure={surrender.failure} />
    </Question>
  );
}
