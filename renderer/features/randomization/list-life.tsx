import { Button, Stepper } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListCard } from '../../../shared/contracts/randomization.ts';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { CheckList } from '../../components/check-list.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useMay } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { RetireListDialog } from './retire-list-dialog.tsx';
import { SignListDialog } from './sign-list-dialog.tsx';
import classes from './randomization.module.css';

const steps = ['generated', 'verified', 'signed-once', 'locked'] as const;

/** Generate → verify → two signatures → locked; the next step is the one button. */
export function ListLife({ list }: { readonly list: ListCard }) {
  const { t } = useTranslation();
  const verify = useCommand('randomization.verify');
  const mayVerify = useMay('randomization.verify');
  const mayRetire = useMay('randomization.retire');
  const [report, setReport] = useState<OutputOf<'randomization.verify'>>();
  const [dialog, setDialog] = useState<'sign' | 'retire' | null>(null);
  if (list.status === 'retired') return <p className="quiet">{t('randomization.isRetired')}</p>;
  const done = steps.indexOf(list.status) + 1;
  const canSign = list.status === 'verified' || list.status === 'signed-once';
  const runVerify = async (): Promise<void> => {
    const outcome = await verify.run({ list: list.list });
    if (outcome.ok) setReport(outcome.value);
  };
  return (
    <div className={classes.life}>
      <Stepper active={done} size="xs" iconSize={26} allowNextStepsSelect={false}>
        {steps.map((step) => (
          <Stepper.Step
            key={step}
            label={t(`randomization.step.${step}`)}
            description={t(`randomization.stepNote.${step}`)}
          />
        ))}
      </Stepper>
      <div className={classes.lifeActions}>
        {mayVerify && (
          <Button
            variant={list.status === 'generated' ? 'filled' : 'default'}
            loading={verify.isBusy}
            onClick={() => void runVerify()}
          >
            {t(list.status === 'generated' ? 'randomization.verify' : 'randomization.verifyAgain')}
          </Button>
        )}
        {mayVerify && canSign && (
          <Button onClick={() => setDialog('sign')}>{t('randomization.sign')}</Button>
        )}
        {mayRetire && list.status === 'locked' && (
          <Button variant="subtle" color="gray" onClick={() => setDialog('retire')}>
            {t('randomization.retire')}
          </Button>
        )}
      </div>
      <FailureNotice failure={verify.failure} />
      {report !== undefined && (
        <CheckList
          title={t(report.concordant ? 'randomization.concordant' : 'randomization.notConcordant')}
          checks={report.checks}
        />
      )}
      {dialog === 'sign' && <SignListDialog list={list.list} onClose={() => setDialog(null)} />}
      {dialog === 'retire' && <RetireListDialog list={list.list} onClose={() => setDialog(null)} />}
    </div>
  );
}
