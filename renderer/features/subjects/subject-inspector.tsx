import { Button, Skeleton, Stack } from '@mantine/core';
import { IconLockOpen, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../components/inspector.tsx';
import { useDownload } from '../../components/use-download.ts';
import { hashOf } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';
import { BecauseList } from './because-list.tsx';
import { DispensedKits } from './dispensed-kits.tsx';
import { DrawExplanation } from './draw-explanation.tsx';
import { NextVisits } from './next-visits.tsx';
import { ScreenedActions } from './screening/screened-actions.tsx';
import { SubjectFacts } from './subject-facts.tsx';

interface Properties {
  readonly subject: string;
  onClose(): void;
}

/** One subject: assignment, strata, kits by visit, and what comes next. */
export function SubjectInspector({ subject, onClose }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('subjects.get', { subject });
  const { download, isBusy } = useDownload();
  const mayWithdraw = useMay('subjects.withdraw');
  const mayBreak = useMay('codeBreak.open');
  const open = useViewState((state) => state.open);
  const status = data?.subject.status;
  const isRandomized = status === 'randomized';
  const isScreened = status === 'screened';
  const hasArm = isRandomized || status === 'withdrawn';
  return (
    <Inspector
      label={t('subjects.one', { subject })}
      title={<span style={{ fontSize: 20, fontWeight: 600 }}>{subject}</span>}
      onClose={onClose}
      actions={
        data !== undefined && isScreened ? (
          <ScreenedActions subject={data.subject} />
        ) : isRandomized ? (
          <>
            <Button
              variant="default"
              loading={isBusy}
              leftSection={<IconPrinter size={16} stroke={1.7} />}
              onClick={() => void download('subjects.slip', { subject })}
            >
              {t('subjects.slip')}
            </Button>
            {mayBreak && (
              <Button
                component="a"
                variant="default"
                leftSection={<IconLockOpen size={16} stroke={1.7} />}
                href={hashOf('code-break', `break:${subject}`)}
              >
                {t('codeBreak.breakOne')}
              </Button>
            )}
            {mayWithdraw && (
              <Button
                variant="subtle"
                color="gray"
                onClick={() => open({ kind: 'withdraw', subject })}
              >
                {t('subjects.withdraw')}
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      <FailureNotice failure={failure} />
      {data === undefined && failure === undefined && (
        <Stack gap="md">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} height={18} />
          ))}
        </Stack>
      )}
      {data !== undefined && (
        <>
          {data.codeBreaks !== undefined && (
            <p style={{ margin: 0 }}>
              {data.codeBreaks.map(({ code }) => (
                <a
                  key={code}
                  href={hashOf('code-break', `register:${code}`)}
                  style={{ display: 'block', color: 'var(--bad)', fontWeight: 600 }}
                >
                  {t('codeBreak.brokenOne', { code })}
                </a>
              ))}
            </p>
          )}
          <InspectorPart title={t('subjects.assignment')}>
            <SubjectFacts
              subject={data.subject}
              factors={data.factors}
              offsetMinutes={data.dispensed[0]?.offsetMinutes}
              screening={data.screening}
            />
          </InspectorPart>
          {data.draw !== undefined && (
            <InspectorPart title={t('subjects.draw.title')}>
              <DrawExplanation draw={data.draw} />
            </InspectorPart>
          )}
          {isRandomized && data.nextVisits.length > 0 && (
            <InspectorPart title={t('subjects.nextVisits')}>
              <NextVisits subject={subject} visits={data.nextVisits} />
            </InspectorPart>
          )}
          {hasArm && (
            <InspectorPart title={t('subjects.dispensed')}>
              <DispensedKits visits={data.dispensed} />
            </InspectorPart>
          )}
          {data.because.length > 0 && (
            <InspectorPart title={t('subjects.why')}>
              <BecauseList facts={data.because} />
            </InspectorPart>
          )}
        </>
      )}
    </Inspector>
  );
}
