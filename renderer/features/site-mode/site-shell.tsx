import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { KitGroupingContext } from '../../components/kit-number.tsx';
import { useIdleTouch } from '../../state/use-idle-touch.ts';
import { useQuery } from '../../state/use-query.ts';
import { BeginSubject } from './begin/begin-subject.tsx';
import { CorrectSubject } from './correct/correct-subject.tsx';
import { DrillMarks } from './drill-marks.tsx';
import { SubjectAtSite } from './envelope/subject-at-site.tsx';
import { EnvelopesLeft } from './envelopes-left.tsx';
import { PeopleHere } from './people/people-here.tsx';
import { PacksHere } from './record/packs-here.tsx';
import { HandBack } from './record/hand-back.tsx';
import { TrailHere } from './record/trail-here.tsx';
import { SiteHeader } from './site-header.tsx';
import { SiteHome } from './site-home.tsx';
import type { SiteView } from './site-view.ts';
import classes from './site-shell.module.css';

/** The window of a site that works without the network: one question at a time, envelopes left always in view. */
export function SiteShell() {
  const { t } = useTranslation();
  const { data: status, failure } = useQuery('site.status', {});
  const [view, setView] = useState<SiteView>({ kind: 'home' });
  useIdleTouch();
  const home = (): void => setView({ kind: 'home' });
  return (
    <KitGroupingContext.Provider value={status?.kitNumberGrouping ?? 0}>
      <div className={classes.shell}>
        {status?.drill === true && <DrillMarks />}
        <SiteHeader status={status} />
        <div className={classes.columns}>
          <main className={classes.main} aria-label={t('siteMode.title')}>
            <FailureNotice failure={failure} />
            {status !== undefined && (
              <ErrorBoundary resetKey={JSON.stringify(view)}>
                {view.kind === 'home' && <SiteHome status={status} onView={setView} />}
                {view.kind === 'begin' && (
                  <BeginSubject
                    status={status}
                    onBegun={(subject) => setView({ kind: 'subject', subject })}
                    onHome={home}
                  />
                )}
                {view.kind === 'subject' && (
                  <SubjectAtSite
                    subject={view.subject}
                    onHome={home}
                    onCorrect={() => setView({ kind: 'correct', subject: view.subject })}
                  />
                )}
                {view.kind === 'correct' && (
                  <CorrectSubject
                    subject={view.subject}
                    factors={status.factors}
                    onDone={() => setView({ kind: 'subject', subject: view.subject })}
                  />
                )}
                {view.kind === 'people' && (
                  <PeopleHere
                    needsTwo={status.packs.some(({ release }) => release === 'two-person')}
                    onHome={home}
                  />
                )}
                {view.kind === 'record' && <HandBack onHome={home} />}
                {view.kind === 'trail' && <TrailHere onHome={home} />}
                {view.kind === 'packs' && <PacksHere status={status} onHome={home} />}
              </ErrorBoundary>
            )}
          </main>
          <EnvelopesLeft status={status} />
        </div>
      </div>
    </KitGroupingContext.Provider>
  );
}
