import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Answers } from '../answers.tsx';
import { Question } from '../question.tsx';
import classes from '../site-mode.module.css';
import type { QuestionProperties } from './begin-subject.tsx';

/** One criterion; the answer that keeps a subject out stops here and says so. */
export function GateQuestion({ index, ...rest }: QuestionProperties & { readonly index: number }) {
  const { status, draft, progress, set, onNext, onBack, onStop } = rest;
  const { t } = useTranslation();
  const gate = status.gates[index];
  if (gate === undefined) return null;
  const answer = draft.gates[gate.id] ?? null;
  return (
    <Question
      progress={progress}
      title={t(`siteMode.gateTitle.${gate.kind}`, { text: gate.text })}
      note={t(`siteMode.gateNote.${gate.kind}`)}
      canGoOn={answer === 'yes'}
      onNext={onNext}
      onBack={onBack}
    >
      <Answers
        label={gate.text}
        options={[
          { value: 'yes', text: t(`siteMode.gateFine.${gate.kind}`) },
          { value: 'no', text: t(`siteMode.gateStop.${gate.kind}`) },
        ]}
        value={answer}
        onChoose={(value) =>
          set({ gates: { ...draft.gates, [gate.id]: value === 'yes' ? 'yes' : 'no' } })
        }
      />
      {answer === 'no' && (
        <div role="alert" className={classes.problem}>
          <p>{t('siteMode.gateStopped')}</p>
          <Button size="lg" color="red.8" onClick={onStop}>
            {t('siteMode.gateStopHere')}
          </Button>
        </div>
      )}
    </Question>
  );
}
