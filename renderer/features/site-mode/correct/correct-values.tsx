import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { Answers } from '../answers.tsx';
import { isPossible } from '../begin/draft.ts';
import type { SiteFactor } from '../begin/draft.ts';
import { FactorInput } from '../begin/factor-input.tsx';
import { factorText } from '../begin/factor-text.ts';
import { Question } from '../question.tsx';
import { WhyField } from '../why-field.tsx';

interface Properties {
  readonly subject: SubjectAtSite;
  readonly factors: readonly SiteFactor[];
  onDone(): void;
}

/** A value that was captured wrong: which one, what is right, and why. The envelope and its kits stay. */
export function CorrectValues({ subject, factors, onDone }: Properties) {
  const { t } = useTranslation();
  const correct = useCommand('site.correct');
  const [step, setStep] = useState<'which' | 'value' | 'reason'>('which');
  const [chosen, setChosen] = useState<string | null>(
    factors.length === 1 ? (factors[0]?.id ?? null) : null,
  );
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const factor = factors.find(({ id }) => id === chosen);
  const held = factor === undefined ? '' : (subject.factors[factor.id] ?? '');
  const send = async (): Promise<void> => {
    if (factor === undefined) return;
    const right = factor.kind === 'number' ? value.trim().replace(',', '.') : value;
    const outcome = await correct.run({
      subject: subject.subject,
      factors: { [factor.id]: right },
      reason,
    });
    if (!outcome.ok) return;
    announce({ message: t('siteMode.corrected', { subject: subject.subject }) });
    onDone();
  };
  if (step === 'which' || factor === undefined) {
    return (
      <Question
        title={t('siteMode.correctWhich', { subject: subject.subject })}
        note={t('siteMode.correctNote')}
        canGoOn={factor !== undefined}
        onNext={() => setStep('value')}
        onBack={onDone}
      >
        <Answers
          label={t('siteMode.correctWhich', { subject: subject.subject })}
          options={factors.map((one) => ({
            value: one.id,
            text: `${one.name}: ${factorText(one, subject.factors[one.id] ?? '')}`,
          }))}
          value={chosen}
          onChoose={setChosen}
        />
      </Question>
    );
  }
  if (step === 'value') {
    return (
      <Question
        title={t('siteMode.correctRight', { factor: factor.name })}
        note={t('siteMode.correctHeld', { value: factorText(factor, held) })}
        canGoOn={isPossible(factor, value) && value !== held}
        onNext={() => setStep('reason')}
        onBack={() => setStep('which')}
      >
        <FactorInput factor={factor} value={value} onChange={setValue} />
      </Question>
    );
  }
  return (
    <Question
      title={t('siteMode.correctWhy', { value: factorText(factor, value) })}
      note={t('siteMode.correctWhyNote')}
      next={t('siteMode.correctSend')}
      canGoOn={reason.trim().length >= 3}
      isBusy={correct.isBusy}
      onNext={() => void send()}
      onBack={() => setStep('value')}
    >
      <WhyField value={reason} onChange={setReason} />
      <FailureNotice failure={correct.failure} />
    </Question>
  );
}
