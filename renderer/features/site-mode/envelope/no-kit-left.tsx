import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { Question } from '../question.tsx';

interface Properties {
  readonly subject: SubjectAtSite;
  onHome(): void;
}

/** Every kit of the envelope was unusable: nothing is given, and the subject is closed as such. */
export function NoKitLeft({ subject, onHome }: Properties) {
  const { t } = useTranslation();
  const close = useCommand('site.dispense');
  return (
    <Question
      title={t('siteMode.noKitTitle')}
      note={t('siteMode.noKitNote', { subject: subject.subject })}
      next={t('siteMode.closeWithout')}
      canGoOn
      isBusy={close.isBusy}
      onNext={() => void close.run({ subject: subject.subject, kits: [] })}
      onBack={onHome}
    >
      <FailureNotice failure={close.failure} />
    </Question>
  );
}
