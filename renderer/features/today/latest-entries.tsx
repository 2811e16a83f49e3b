import { Skeleton, Stack } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TrailEntry } from '../../../shared/contracts/trail.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { hashOf } from '../../state/route.ts';
import classes from './today.module.css';

/** The last entries of the trail. */
export function LatestEntries({
  entries,
}: {
  readonly entries: readonly TrailEntry[] | undefined;
}) {
  const { t } = useTranslation();
  if (entries === undefined) {
    return (
      <Stack gap="md" p="lg">
        {[0, 1, 2, 3, 4].map((row) => (
          <Skeleton key={row} height={18} />
        ))}
      </Stack>
    );
  }
  if (entries.length === 0) {
    return (
      <EmptyState
        icon={IconTimeline}
        title={t('today.noEntries')}
        next={t('today.noEntriesNext')}
      />
    );
  }
  return (
    <ul className={classes.entries}>
      {entries.map((entry) => (
        <li key={entry.entry}>
          <a href={hashOf('trail', String(entry.entry))} className={classes.entry}>
            <InstantText at={entry.at} offsetMinutes={entry.offsetMinutes} />
            <span className={classes.what}>
              {entry.what} <span className="quiet">{entry.detail}</span>
            </span>
            <span className={classes.by}>{entry.printedName}</span>
            <span className={classes.number}>#{entry.entry}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
