import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListCard } from '../../../shared/contracts/randomization.ts';
import { countText } from '../../components/format.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { hashOf } from '../../state/route.ts';
import classes from './randomization.module.css';

interface Properties {
  readonly lists: readonly ListCard[];
  readonly chosen: string;
}

/** The lists, each with how much of it is used; live allocation has no limit. */
export function ListChoice({ lists, chosen }: Properties) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('randomization.lists')} className={classes.choice}>
      {lists.map((list) => (
        <a
          key={list.list}
          href={hashOf('randomization', list.list)}
          aria-current={list.list === chosen ? 'true' : undefined}
          className={classes.card}
        >
          <span className={classes.cardHead}>
            <strong>{list.list}</strong>
            <StatusBadge status={list.status} />
          </span>
          <ListUse list={list} />
          <ListNote list={list} />
        </a>
      ))}
    </nav>
  );
}

/** What a list is for: which of several locked lists is used must be plain. */
function ListNote({ list }: { readonly list: ListCard }) {
  const { t } = useTranslation();
  const waits = list.status === 'locked' && list.inUse !== true && list.reserve !== true;
  const notes = [
    ...(list.inUse === true ? [t('randomization.inUse')] : []),
    ...(waits ? [t('randomization.waits')] : []),
    ...(list.reserve === true ? [t('randomization.reserve')] : []),
    ...(list.cohort === undefined ? [] : [t('randomization.ofCohort', { cohort: list.cohort })]),
  ];
  if (notes.length === 0) return null;
  return <span className={classes.cardNote}>{notes.join(' · ')}</span>;
}

function ListUse({ list }: { readonly list: ListCard }) {
  const { t } = useTranslation();
  const used = countText(list.used);
  if (list.live === true) {
    return <span className={classes.cardNote}>{t('randomization.drawnLive', { used })}</span>;
  }
  const words = t('randomization.used', { used, slots: countText(list.slots) });
  return (
    <>
      <Progress
        value={list.slots === 0 ? 0 : (100 * list.used) / list.slots}
        size="sm"
        aria-label={words}
      />
      <span className={classes.cardNote}>{words}</span>
    </>
  );
}
