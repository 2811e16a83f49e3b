import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { beginInput, emptyDraft, stepsOf } from './draft.ts';
import type { Draft, SiteStatus } from './draft.ts';
import { FactorQuestion } from './factor-question.tsx';
import { GateQuestion } from './gate-question.tsx';
import { ConsentTimeQuestion, ConsentVersionQuestion, SubjectQuestion } from './who-questions.tsx';
import { ResumeQuestion } from './resume-question.tsx';
import { ReviewAnswers } from './review-answers.tsx';

interface Properties {
  readonly status: SiteStatus;
  onBegun(subject: string): void;
  onHome(): void;
}

/** What every question gets. */
export interface QuestionProperties {
  readonly status: SiteStatus;
  readonly draft: Draft;
  readonly progress: string;
  set(values: Partial<Draft>): void;
  onNext(): void;
  onBack(): void;
  /** Ends these questions; nothing of them is kept. */
  onStop(): void;
}

/** Who, may they, and in which stratum: one question at a time, then a look at all answers. */
export function BeginSubject({ status, onBegun, onHome }: Properties) {
  const { t } = useTranslation();
  const begin = useCommand('site.begin');
  const form = useDraftForm<Draft>('site-begin', { initialValues: emptyDraft });
  const steps = stepsOf(status);
  const draft = form.values;
  const [asks, setAsks] = useState(draft.step > 0);
  const at = Math.min(draft.step, steps.length - 1);
  const step = steps[at] ?? { kind: 'subject' };
  const go = (to: number): void => {
    begin.reset();
    form.setFieldValue('step', to);
  };
  const send = async (): Promise<void> => {
    const outcome = await begin.run(beginInput(draft, status));
    if (!outcome.ok) return;
    form.dropDraft();
    onBegun(outcome.value.subject);
  };
  const properties: QuestionProperties = {
    status,
    draft,
    progress: t('siteMode.progress', { at: at + 1, of: steps.length }),
    set: (values) => form.setValues(values),
    onNext: () => go(at + 1),
    onBack: () => (at === 0 ? onHome() : go(at - 1)),
    onStop: () => {
      form.dropDraft();
      onHome();
    },
  };
  if (asks) {
    return (
      <ResumeQuestion
        subject={draft.subject.trim()}
        onResume={() => setAsks(false)}
        onAnew={() => {
          form.setValues(emptyDraft);
          setAsks(false);
        }}
        onBack={onHome}
      />
    );
  }
  switch (step.kind) {
    case 'subject':
      return <SubjectQuestion {...properties} />;
    case 'consent-version':
      return <ConsentVersionQuestion {...properties} />;
    case 'consent-time':
      return <ConsentTimeQuestion {...properties} />;
    case 'gate':
      return <GateQuestion key={step.index} {...properties} index={step.index} />;
    case 'factor':
      return <FactorQuestion key={step.index} {...properties} index={step.index} />;
    case 'review':
      return (
        <ReviewAnswers
          {...properties}
          isBusy={begin.isBusy}
          failure={begin.failure}
          onGo={go}
          onSend={() => void send()}
        />
      );
  }
}
