import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortCard } from '../../../../shared/contracts/cohorts.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { hashOf } from '../../../state/route.ts';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import classes from '../randomization.module.css';
import { CohortDecisionDialog } from './cohort-decision-dialog.tsx';

/** The cohorts with their lists; a signed decision opens or closes one. Nothing in a study without cohorts. */
export function CohortPanel() {
  const { t } = useTranslation();
  const cohorts = useQuery('cohorts.list', {}).data?.cohorts ?? [];
  const mayDecide = useMay('cohorts.open');
  const [decided, setDecided] = useState<CohortCard>();
  if (cohorts.length === 0) return null;
  return (
    <Panel title={t('cohorts.title')} note={t('cohorts.note')}>
      <ul className={classes.cohorts}>
        {cohorts.map((cohort) => (
          <li key={cohort.cohort}>
            <strong>{cohort.cohort}</strong>
            <StatusBadge status={`cohort-${cohort.status}`} />
            <span className="quiet">
              {cohort.lists.map(({ list }, index) => (
                <span key={list}>
                  {index > 0 && ', '}
                  <a href={hashOf('randomization', list)}>{list}</a>
                </span>
              ))}
              {cohort.changedAt !== null && (
                <>
                  {' · '}
                  <InstantText at={cohort.changedAt} />
                </>
              )}
            </span>
            {mayDecide && (
              <Button variant="default" size="xs" onClick={() => setDecided(cohort)}>
                {t(cohort.status === 'open' ? 'cohorts.close' : 'cohorts.open')}
                <span className="visually-hidden"> {cohort.cohort}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {decided !== undefined && (
        <CohortDecisionDialog
          cohort={decided.cohort}
          decision={decided.status === 'open' ? 'close' : 'open'}
          onClose={() => setDecided(undefined)}
        />
      )}
    </Panel>
  );
}
