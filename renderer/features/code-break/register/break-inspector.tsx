import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeBreakRow } from '../../../../shared/contracts/code-break.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../../components/inspector.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { KitNumber } from '../../../components/kit-number.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { hashOf } from '../../../state/route.ts';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import classes from '../code-break.module.css';
import { AssessDialog } from './assess-dialog.tsx';
import { ExplainDialog } from './explain-dialog.tsx';

interface Properties {
  readonly code: string;
  onClose(): void;
}

/** One code break: who, for whom, why, and what it meant. */
export function BreakInspector({ code, onClose }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('codeBreak.get', { code });
  const step = useNextStep(data);
  return (
    <Inspector
      label={t('codeBreak.one', { code })}
      title={code}
      onClose={onClose}
      actions={
        step === null || data === undefined ? undefined : <NextStep row={data} step={step} />
      }
    >
      <FailureNotice failure={failure} />
      {data !== undefined && (
        <>
          <BreakFacts row={data} />
          <AssessmentPart row={data} />
        </>
      )}
    </Inspector>
  );
}

function BreakFacts({ row }: { readonly row: CodeBreakRow }) {
  const { t } = useTranslation();
  const { askedBy, backup, offsetMinutes, reasonAt, recordedFor } = row;
  const status = row.kind === 'exercise' ? 'break-exercise' : `break-${row.state}`;
  return (
    <>
      <InspectorPart title={t(`codeBreak.${row.kind}`)}>
        <KeyValues
          items={[
            [t('codeBreak.state'), <StatusBadge key="s" status={status} />],
            [
              t('codeBreak.subjectShort'),
              backup === undefined ? (
                <a key="a" href={hashOf('subjects', row.subject)}>
                  {row.subject}
                </a>
              ) : (
                row.subject
              ),
            ],
            [t('codeBreak.site'), row.site],
            [
              t('codeBreak.brokenAt'),
              <InstantText key="t" at={row.at} offsetMinutes={offsetMinutes} />,
            ],
            [t('codeBreak.shownTo'), `${row.shownTo} (${t(`common.role.${row.role}`)})`],
            [
              t('codeBreak.askedBy'),
              askedBy === null
                ? t('codeBreak.themselves')
                : `${askedBy.name}, ${askedBy.role}, ${askedBy.contact}`,
            ],
            ...(backup === undefined
              ? []
              : ([
                  [t('codeBreak.envelope'), t('codeBreak.envelopeOf', { ...backup })],
                  [
                    t('codeBreak.kitInHand'),
                    backup.kit === null ? '–' : <KitNumber key="k" number={backup.kit} />,
                  ],
                ] as const)),
            ...(recordedFor === undefined
              ? []
              : ([
                  [
                    t('codeBreak.recordedFor'),
                    <a key="f" href={hashOf('subjects', recordedFor)}>
                      {recordedFor}
                    </a>,
                  ],
                ] as const)),
            [t('codeBreak.tell'), row.tell.join(' · ') || '–'],
          ]}
        />
      </InspectorPart>
      <InspectorPart title={t('codeBreak.reason')}>
        <p className={classes.words}>{row.reason ?? t('codeBreak.reasonOpen')}</p>
        <p className={`quiet ${classes.words}`}>
          {reasonAt === null ? t('codeBreak.dueUntil') : row.reasonBy}{' '}
          <InstantText at={reasonAt ?? row.reasonDue} offsetMinutes={offsetMinutes} />
        </p>
      </InspectorPart>
    </>
  );
}

function AssessmentPart({ row }: { readonly row: CodeBreakRow }) {
  const { t } = useTranslation();
  const { assessment, offsetMinutes } = row;
  if (row.kind === 'exercise') return null;
  return (
    <InspectorPart title={t('codeBreak.assessment')}>
      {assessment === null ? (
        <p className={`quiet ${classes.words}`}>
          {t('codeBreak.dueUntil')}{' '}
          <InstantText at={row.assessmentDue} offsetMinutes={offsetMinutes} />
        </p>
      ) : (
        <>
          <KeyValues
            items={[
              [t('codeBreak.laterKits'), t(`codeBreak.kits.${assessment.laterKits}`)],
              [t('codeBreak.participation'), t(`codeBreak.stays.${assessment.participation}`)],
              [
                t('codeBreak.sponsorTold'),
                assessment.sponsorToldAt === null ? (
                  t('codeBreak.notYet')
                ) : (
                  <InstantText key="s" at={assessment.sponsorToldAt} />
                ),
              ],
              [t('codeBreak.expectedness'), t(`codeBreak.expected.${assessment.expectedness}`)],
            ]}
          />
          <p className={classes.words}>{assessment.text}</p>
          <p className={`quiet ${classes.words}`}>
            {assessment.by} <InstantText at={assessment.at} offsetMinutes={offsetMinutes} />
          </p>
        </>
      )}
    </InspectorPart>
  );
}

type Step = 'explain' | 'assess';

/** What this person can do about it now. */
function useNextStep(row: CodeBreakRow | undefined): Step | null {
  const mayExplain = useMay('codeBreak.explain');
  const mayAssess = useMay('codeBreak.assess');
  if (row?.state === 'reason-open' && mayExplain) return 'explain';
  return row?.state === 'assessment-open' && mayAssess ? 'assess' : null;
}

function NextStep({ row, step }: { readonly row: CodeBreakRow; readonly step: Step }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(`codeBreak.${step}`)}</Button>
      {isOpen && step === 'explain' && <ExplainDialog code={row.code} onClose={close} />}
      {isOpen && step === 'assess' && <AssessDialog row={row} onClose={close} />}
    </>
  );
}
