import { IconArrowRight, IconFileAlert, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StudyCard } from '../../../shared/contracts/session.ts';
import { EnvironmentBadge } from '../../components/environment-badge.tsx';
import classes from './door.module.css';

interface Properties {
  readonly study: StudyCard;
  readonly isBusy: boolean;
  onOpen(): void;
}

/** A study file known on this machine. */
export function StudyRow({ study, isBusy, onOpen }: Properties) {
  const { t } = useTranslation();
  const isReady = study.state === 'ready';
  return (
    <button type="button" className={classes.row} disabled={isBusy || !isReady} onClick={onOpen}>
      {isReady ? (
        <IconLock size={18} stroke={1.7} aria-hidden />
      ) : (
        <IconFileAlert size={18} stroke={1.7} aria-hidden />
      )}
      <span className={classes.rowWords}>
        <span className={classes.rowTitle}>{study.protocol ?? study.name}</span>
        <br />
        <span className={classes.rowNote}>
          {isReady ? study.path : t(`session.storeState.${study.state}`, { path: study.path })}
        </span>
      </span>
      <EnvironmentBadge environment={study.environment} isDemonstration={study.demonstration} />
      {isReady && <IconArrowRight size={16} aria-hidden />}
    </button>
  );
}
