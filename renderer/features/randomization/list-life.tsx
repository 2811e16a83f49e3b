import { Stepper } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListCard } from '../../../shared/contracts/randomization.ts';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { CheckList } from '../../components/check-list.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useMay } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { ExtensionNotice } from './extension-notice.tsx';
import { ListActions } from './list-actions.tsx';
import { ListDialogs } from './list-dialogs.tsx';
import type { ListDialog } from './list-dialogs.tsx';
import classes from './randomization.module.css';

const steps = ['generated', 'verified', 'signed-once', 'locked'] as const;

/** Generate → verify → two signatures → locked; the next step is the one button. */
export function ListLife({ list }: { readonly list: ListCard }) {
  const { t } = useTranslation();
  const verify = useCommand('randomization.verify');
  const maySign = useMay('randomization.sign');
  const [report, setReport] = useState<OutputOf<'randomization.verify'>>();
  const [dialog, setDialog] = useState<ListDialog | null>(null);
  if (list.status === 'retired') return <p className="quiet">{t('randomization.isRetired')}</p>;
  const kind = list.live === true ? 'live' : 'list';
  const runVerify = async (): Promise<void> => {
    const outcome = await verify.run({ list: list.list });
    if (outcome.ok) setReport(outcome.value);
  };
  return (
    <div className={classes.life}>
      <Stepper
        active={steps.indexOf(list.status) + 1}
        size="xs"
        iconSize={26}
        allowNextStepsSelect={false}
      >
        {steps.map((step) => (
          <Stepper.Step
            key={step}
            label={t(`randomization.step.${kind}.${step}`)}
            description={t(`randomization.stepNote.${kind}.${step}`)}
          />
        ))}
      </Stepper>
      {list.extension !== undefined && (
        <ExtensionNotice
          extension={list.extension}
          maySign={maySign}
          onSign={() => setDialog('sign')}
        />
      )}
      <ListActions
        list={list}
        isVerifying={verify.isBusy}
        onVerify={() => void runVerify()}
        onOpen={setDialog}
      />
      <FailureNotice failure={verify.failure} />
      {report !== undefined && (
        <CheckList
          title={t(`randomization.${report.concordant ? 'concordant' : 'notConcordant'}.${kind}`)}
          checks={report.checks}
        />
      )}
      <ListDialogs dialog={dialog} list={list} onClose={() => setDialog(null)} />
    </div>
  );
}
