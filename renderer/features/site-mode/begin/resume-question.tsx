import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answers } from '../answers.tsx';
import { Question } from '../question.tsx';

interface Properties {
  readonly subject: string;
  onResume(): void;
  onAnew(): void;
  onBack(): void;
}

/** Answers were left unfinished, perhaps by somebody else: nobody goes on with them without being asked. */
export function ResumeQuestion({ subject, onResume, onAnew, onBack }: Properties) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<string | null>(null);
  const title = t('siteMode.resumeTitle', { subject });
  return (
    <Question
      title={title}
      note={t('siteMode.resumeNote')}
      canGoOn={choice !== null}
      onNext={() => (choice === 'resume' ? onResume() : onAnew())}
      onBack={onBack}
    >
      <Answers
        label={title}
        options={[
          { value: 'resume', text: t('siteMode.resume', { subject }) },
          { value: 'anew', text: t('siteMode.beginAnew') },
        ]}
        value={choice}
        onChoose={setChoice}
      />
    </Question>
  );
}
