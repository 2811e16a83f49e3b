import { Button, Checkbox, PasswordInput, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrokenCode } from '../../../../shared/contracts/code-break.ts';
import type { CodeBreakKind } from '../../../../shared/domain/code-break/code-break.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useSession } from '../../../state/session.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useQuery } from '../../../state/use-query.ts';
import type { Failure } from '../../../transport/client.ts';
import classes from '../code-break.module.css';
import { AskedBy, isAsked, nobodyElse } from './asked-by.tsx';
import { SubjectChoice } from './subject-choice.tsx';
import type { ChosenSubject } from './subject-choice.tsx';
import { WhatHappens } from './what-happens.tsx';

interface Properties {
  readonly subject: string | null;
  onBroken(broken: BrokenCode): void;
}

/** The kit in hand is of another site than the subject: a slip of the tongue, or somebody who takes part elsewhere. */
const isOtherSite = (failure: Failure | undefined): boolean =>
  failure?.kind === 'refused' && failure.refusal.rule === 'code-break-other-site';

/** Everything that is asked before a code is broken; what may follow later says so. */
export function BreakForm({ subject: given, onBroken }: Properties) {
  const { t } = useTranslation();
  const { user } = useSession().status;
  const rules = useQuery('codeBreak.settings', {});
  const [chosen, setChosen] = useState<ChosenSubject>();
  const [kind, setKind] = useState<CodeBreakKind>('emergency');
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState({ ...nobodyElse, isOther: user?.role !== 'site-user' });
  const sign = useSignature('codeBreak.open');
  const command = useCommand('codeBreak.open');
  const [confirmed, setConfirmed] = useState<ChosenSubject>();
  const isConfirmed = chosen !== undefined && confirmed === chosen;
  const isExercise = kind === 'exercise';
  const canBreak = chosen !== undefined && sign.isComplete && (!asked.isOther || isAsked(asked));
  const submit = async (): Promise<void> => {
    if (chosen === undefined) return;
    const { name, role, contact } = asked;
    const outcome = await command.run({
      subject: chosen.subject,
      ...(chosen.kit === null ? {} : { kit: chosen.kit }),
      ...(isConfirmed ? { site: chosen.site } : {}),
      kind,
      ...(reason.trim() === '' ? {} : { reason }),
      ...(asked.isOther ? { askedBy: { name, role, contact } } : {}),
      signature: sign.signature,
    });
    sign.forgetPassphrase();
    if (outcome.ok) onBroken(outcome.value);
  };
  return (
    <div className={classes.columns}>
      <Panel>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (canBreak) void submit();
          }}
        >
          <Stack gap="md">
            <SubjectChoice given={given} onChoose={setChosen} />
            <SegmentedControl
              aria-label={t('codeBreak.kind')}
              fullWidth
              value={kind}
              onChange={(next) => setKind(next as CodeBreakKind)}
              data={[
                { value: 'emergency', label: t('codeBreak.emergency') },
                { value: 'exercise', label: t('codeBreak.exercise') },
              ]}
            />
            <Textarea
              label={t('codeBreak.reason')}
              description={t(isExercise ? 'codeBreak.reasonExercise' : 'codeBreak.reasonLater', {
                count: rules.data?.reasonWithinHours ?? 24,
              })}
              autosize
              minRows={2}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <AskedBy value={asked} onChange={setAsked} />
            <PasswordInput
              label={t('codeBreak.passphrase', { name: user?.printedName ?? '' })}
              description={sign.signature.meaning}
              autoComplete="off"
              value={sign.signature.passphrase}
              onChange={(event) =>
                sign.setSignature({ ...sign.signature, passphrase: event.currentTarget.value })
              }
            />
            <FailureNotice failure={command.failure} />
            {(isConfirmed || isOtherSite(command.failure)) && (
              <Checkbox
                label={t('codeBreak.confirmSite', { site: chosen?.site ?? '' })}
                checked={isConfirmed}
                onChange={(event) => setConfirmed(event.currentTarget.checked ? chosen : undefined)}
              />
            )}
            <Button
              type="submit"
              size="lg"
              {...(isExercise ? {} : { color: 'red.8' })}
              loading={command.isBusy}
              disabled={!canBreak}
              leftSection={<IconLockOpen size={20} stroke={1.8} />}
            >
              {t(isExercise ? 'codeBreak.exerciseNow' : 'codeBreak.breakNow', {
                subject: chosen?.subject ?? '…',
              })}
            </Button>
          </Stack>
        </form>
      </Panel>
      <WhatHappens rules={rules.data} isExercise={isExercise} />
    </div>
  );
}
