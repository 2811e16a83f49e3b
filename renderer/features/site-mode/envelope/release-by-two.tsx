import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import { Question } from '../question.tsx';
import classes from '../question.module.css';

interface Properties {
  readonly subject: SubjectAtSite;
  onBack(): void;
}

/** A second person of the site signs at the same screen. */
export function ReleaseByTwo({ subject, onBack }: Properties) {
  const { t } = useTranslation();
  const open = useCommand('site.open');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('site.open', true);
  const send = async (): Promise<void> => {
    const outcome = await open.run({ subject: subject.subject, signature });
    if (!outcome.ok) forgetPassphrase();
  };
  return (
    <Question
      title={t('siteMode.secondTitle')}
      note={t('siteMode.secondNote', { meaning: signature.meaning })}
      next={t('siteMode.openEnvelope')}
      canGoOn={isComplete}
      isBusy={open.isBusy}
      onNext={() => void send()}
      onBack={onBack}
    >
      <TextInput
        className={classes.big ?? ''}
        label={t('siteMode.secondUser')}
        autoComplete="off"
        autoFocus
        value={signature.user}
        onChange={(event) => setSignature({ ...signature, user: event.currentTarget.value })}
      />
      <PasswordInput
        className={classes.big ?? ''}
        label={t('siteMode.secondPassphrase')}
        autoComplete="off"
        value={signature.passphrase}
        onChange={(event) => setSignature({ ...signature, passphrase: event.currentTarget.value })}
      />
      <FailureNotice failure={open.failure} />
    </Question>
  );
}
