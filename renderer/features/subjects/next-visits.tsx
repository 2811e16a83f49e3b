import { Button } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { DayText } from '../../components/instant-text.tsx';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';
import classes from './subjects.module.css';

interface Properties {
  readonly subject: string;
  readonly visits: OutputOf<'subjects.get'>['nextVisits'];
}

/** The visits to come, each with the first and last day it can be done. */
export function NextVisits({ subject, visits }: Properties) {
  const { t } = useTranslation();
  const mayDispense = useMay('subjects.dispense');
  const open = useViewState((state) => state.open);
  return (
    <ul className={classes.visits}>
      {visits.map((visit) => (
        <li key={visit.visit} className={classes.next}>
          <div>
            <strong>
              {visit.visit} · {visit.name}
            </strong>
            <p className={visit.overdue ? classes.overdue : classes.window}>
              {visit.overdue && <IconClockExclamation size={14} aria-hidden />}
              <DayText date={visit.from} /> – <DayText date={visit.until} />
              {visit.overdue && ` · ${t('subjects.overdue')}`}
            </p>
          </div>
          {mayDispense && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => open({ kind: 'dispense', subject, visit: visit.visit })}
            >
              {t('subjects.dispense')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
