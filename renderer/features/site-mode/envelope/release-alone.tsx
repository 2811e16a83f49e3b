import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { Question } from '../question.tsx';

interface Properties {
  readonly subject: SubjectAtSite;
  onBack(): void;
}

/** The person at the screen opens the envelope; the question is asked once more. */
export function ReleaseAlone({ subject, onBack }: Properties) {
  const { t } = useTranslation();
  const open = useCommand('site.open');
  return (
    <Question
      title={t('siteMode.aloneTitle', { subject: subject.subject })}
      note={t('siteMode.aloneNote')}
      next={t('siteMode.openEnvelope')}
      canGoOn
      isBusy={open.isBusy}
      onNext={() => void open.run({ subject: subject.subject })}
      onBack={onBack}
    >
      <FailureNotice failure={open.failure} />
    </Question>
  );
}
