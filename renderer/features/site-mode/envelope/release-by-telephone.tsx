import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { CodeGroups, emptyGroups, isSoundCode } from '../../../components/code-groups.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { SpokenCode } from '../../../components/spoken-code.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { Question } from '../question.tsx';
import envelopeClasses from './envelope.module.css';
import classes from '../site-mode.module.css';

const groups = 5;

interface Properties {
  readonly subject: SubjectAtSite;
  onBack(): void;
}

/** Call, read the challenge out, type the code that comes back; a misheard group is named at once. */
export function ReleaseByTelephone({ subject, onBack }: Properties) {
  const { t } = useTranslation();
  const open = useCommand('site.open');
  const [code, setCode] = useState(emptyGroups(groups));
  return (
    <Question
      title={t('siteMode.callTitle')}
      note={t('siteMode.callNote')}
      next={t('siteMode.openEnvelope')}
      canGoOn={isSoundCode(code)}
      isBusy={open.isBusy}
      onNext={() => void open.run({ subject: subject.subject, code: code.join('-') })}
      onBack={onBack}
    >
      <section>
        <h2 className={classes.stepTitle}>
          <span className={envelopeClasses.stepNumber}>1</span>
          {t('siteMode.readOut', { subject: subject.subject })}
        </h2>
        <SpokenCode
          label={t('siteMode.challenge')}
          code={subject.challenge ?? ''}
          words={subject.challengeWords}
        />
      </section>
      <section>
        <h2 className={classes.stepTitle}>
          <span className={envelopeClasses.stepNumber}>2</span>
          {t('siteMode.typeCode')}
        </h2>
        <CodeGroups
          label={t('siteMode.releaseCode')}
          value={code}
          onChange={(next) => {
            open.reset();
            setCode(next);
          }}
        />
      </section>
      <FailureNotice failure={open.failure} />
    </Question>
  );
}
