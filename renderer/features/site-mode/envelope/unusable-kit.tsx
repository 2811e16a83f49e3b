import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unusableConditions } from '../../../../shared/domain/backup/pack-terms.ts';
import type { UnusableCondition } from '../../../../shared/domain/backup/pack-terms.ts';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { Answers } from '../answers.tsx';
import { Question } from '../question.tsx';

interface Properties {
  readonly subject: SubjectAtSite;
  onBack(): void;
}

/** Why a kit cannot be given; then the replacement in the same envelope may be opened. */
export function UnusableKit({ subject, onBack }: Properties) {
  const { t } = useTranslation();
  const say = useCommand('site.unusable');
  const [kit, setKit] = useState<string | null>(
    subject.kits.length === 1 ? (subject.kits[0] ?? null) : null,
  );
  const [condition, setCondition] = useState<UnusableCondition | null>(null);
  const [reason, setReason] = useState('');
  const isComplete = kit !== null && condition !== null && reason.trim().length >= 3;
  const send = (): void => {
    if (kit === null || condition === null) return;
    void say.run({ subject: subject.subject, kits: [kit], condition, reason });
  };
  return (
    <Question
      title={t('siteMode.unusableTitle')}
      note={t(
        subject.layer < subject.layers ? 'siteMode.unusableNote' : 'siteMode.unusableLastNote',
      )}
      next={t('siteMode.unusableSend')}
      isDangerous
      canGoOn={isComplete}
      isBusy={say.isBusy}
      onNext={send}
      onBack={onBack}
    >
      {subject.kits.length > 1 && (
        <Answers
          label={t('siteMode.whichKit')}
          options={subject.kits.map((number) => ({ value: number, text: number }))}
          value={kit}
          onChoose={setKit}
        />
      )}
      <Answers
        label={t('siteMode.unusableTitle')}
        options={unusableConditions.map((value) => ({
          value,
          text: t(`siteMode.condition.${value}`),
        }))}
        value={condition}
        onChoose={(value) =>
          setCondition(unusableConditions.find((known) => known === value) ?? null)
        }
      />
      <ReasonField value={reason} onChange={setReason} />
      <FailureNotice failure={say.failure} />
    </Question>
  );
}
