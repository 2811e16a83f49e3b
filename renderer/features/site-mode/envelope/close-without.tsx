import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { Question } from '../question.tsx';
import { WhyField } from '../why-field.tsx';
import classes from './envelope.module.css';

interface Properties {
  readonly subject: SubjectAtSite;
  onBack(): void;
}

/** The replacement is out of reach, e.g. its release was refused: the subject is closed without a kit, and why is recorded. */
export function CloseWithout({ subject, onBack }: Properties) {
  const { t } = useTranslation();
  const close = useCommand('site.dispense');
  const [reason, setReason] = useState('');
  return (
    <Question
      title={t('siteMode.noReplacementTitle', { subject: subject.subject })}
      note={t(subject.mayOpen ? 'siteMode.noReplacementNote' : 'siteMode.packEndedNote', {
        pack: subject.pack,
      })}
      next={t('siteMode.closeWithout')}
      isDangerous
      canGoOn={reason.trim().length >= 3}
      isBusy={close.isBusy}
      onNext={() => void close.run({ subject: subject.subject, kits: [], reason })}
      onBack={onBack}
    >
      <p className={classes.nothing}>
        <IconAlertTriangle size={26} stroke={1.8} aria-hidden />
        {t('siteMode.giveNothing', { subject: subject.subject })}
      </p>
      <WhyField value={reason} onChange={setReason} />
      <FailureNotice failure={close.failure} />
    </Question>
  );
}
