import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { dayText } from '../../../components/format.ts';
import type { Failure } from '../../../transport/client.ts';
import { Question } from '../question.tsx';
import classes from '../question.module.css';
import type { QuestionProperties } from './begin-subject.tsx';
import { stepsOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { factorText } from './factor-text.ts';

interface Properties extends QuestionProperties {
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  onGo(step: number): void;
  onSend(): void;
}

/** The last look before the next envelope of the stratum is set aside. */
export function ReviewAnswers(properties: Properties) {
  const { status, draft, progress, isBusy, failure, onGo, onSend, onBack } = properties;
  const { t } = useTranslation();
  const steps = stepsOf(status);
  const answers = useAnswers(draft);
  return (
    <Question
      progress={progress}
      title={t('siteMode.reviewTitle', { subject: draft.subject.trim() })}
      note={t('siteMode.reviewNote')}
      next={t('siteMode.setAside')}
      canGoOn
      isBusy={isBusy}
      onNext={onSend}
      onBack={onBack}
    >
      <dl className={classes.review}>
        {answers(status).map(({ kind, index, label, text }) => (
          <div key={`${kind} ${index ?? ''}`}>
            <dt>{label}</dt>
            <dd>{text}</dd>
            <Button
              variant="subtle"
              size="md"
              aria-label={t('siteMode.changeWhat', { what: label })}
              onClick={() =>
                onGo(
                  steps.findIndex(
                    (step) =>
                      step.kind === kind &&
                      (index === undefined || ('index' in step && step.index === index)),
                  ),
                )
              }
            >
              {t('siteMode.change')}
            </Button>
          </div>
        ))}
      </dl>
      <FailureNotice failure={failure} />
    </Question>
  );
}

interface Answered {
  readonly kind: string;
  readonly index?: number;
  readonly label: string;
  readonly text: string;
}

function useAnswers(draft: Draft) {
  const { t } = useTranslation();
  return ({ gates, factors }: QuestionProperties['status']): readonly Answered[] => [
    { kind: 'subject', label: t('siteMode.subject'), text: draft.subject.trim() },
    {
      kind: 'consent-version',
      label: t('siteMode.consent'),
      text: t('siteMode.consentVersion', { version: draft.consentVersion }),
    },
    {
      kind: 'consent-time',
      label: t('siteMode.consentAt'),
      text: `${dayText(draft.consentDay ?? '')} ${draft.consentTime}`,
    },
    ...(gates.length === 0
      ? []
      : [
          {
            kind: 'gate',
            index: 0,
            label: t('siteMode.criteria'),
            text: t('siteMode.criteriaMet', { count: gates.length }),
          },
        ]),
    ...factors.map((factor, index) => ({
      kind: 'factor',
      index,
      label: factor.name,
      text: factorText(factor, draft.factors[factor.id] ?? ''),
    })),
  ];
}
