import { Group, TextInput } from '@mantine/core';
import { DateInput, TimeInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { Answers } from '../answers.tsx';
import { Question } from '../question.tsx';
import classes from '../question.module.css';
import type { QuestionProperties } from './begin-subject.tsx';

export function SubjectQuestion({ draft, progress, set, onNext, onBack }: QuestionProperties) {
  const { t } = useTranslation();
  return (
    <Question
      progress={progress}
      title={t('siteMode.whichSubject')}
      note={t('siteMode.whichSubjectNote')}
      canGoOn={draft.subject.trim() !== ''}
      onNext={onNext}
      onBack={onBack}
    >
      <TextInput
        className={classes.big ?? ''}
        label={t('siteMode.subject')}
        autoComplete="off"
        autoFocus
        spellCheck={false}
        value={draft.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
      />
    </Question>
  );
}

export function ConsentVersionQuestion(properties: QuestionProperties) {
  const { status, draft, progress, set, onNext, onBack } = properties;
  const { t } = useTranslation();
  const title = t('siteMode.whichConsent');
  return (
    <Question
      progress={progress}
      title={title}
      note={t('siteMode.whichConsentNote')}
      canGoOn={draft.consentVersion !== null}
      onNext={onNext}
      onBack={onBack}
    >
      <Answers
        label={title}
        options={status.consentVersions.map((version) => ({
          value: version,
          text: t('siteMode.consentVersion', { version }),
        }))}
        value={draft.consentVersion}
        onChoose={(consentVersion) => set({ consentVersion })}
      />
    </Question>
  );
}

export function ConsentTimeQuestion({ draft, progress, set, onNext, onBack }: QuestionProperties) {
  const { t } = useTranslation();
  return (
    <Question
      progress={progress}
      title={t('siteMode.whenConsent')}
      note={t('siteMode.whenConsentNote')}
      canGoOn={draft.consentDay !== null && draft.consentTime !== ''}
      onNext={onNext}
      onBack={onBack}
    >
      <Group gap="xl" align="flex-end">
        <DateInput
          className={classes.big ?? ''}
          label={t('siteMode.consentDay')}
          valueFormat="D MMM YYYY"
          autoFocus
          value={draft.consentDay}
          onChange={(day) => set({ consentDay: day })}
        />
        <TimeInput
          className={classes.big ?? ''}
          label={t('siteMode.consentTime')}
          value={draft.consentTime}
          onChange={(event) => set({ consentTime: event.currentTarget.value })}
        />
      </Group>
    </Question>
  );
}
