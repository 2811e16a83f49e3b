import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListCard } from '../../../shared/contracts/randomization.ts';
import { useMay } from '../../state/session.ts';
import type { ListDialog } from './list-dialogs.tsx';
import classes from './randomization.module.css';

interface Properties {
  readonly list: ListCard;
  readonly isVerifying: boolean;
  onVerify(): void;
  onOpen(dialog: ListDialog): void;
}

/** What can be done with a list where it is in its life. */
export function ListActions({ list, isVerifying, onVerify, onOpen }: Properties) {
  const { t } = useTranslation();
  const mayVerify = useMay('randomization.verify');
  const mayRetire = useMay('randomization.retire');
  const mayExtend = useMay('randomization.extend');
  const isLocked = list.status === 'locked';
  const canSign = list.status === 'verified' || list.status === 'signed-once';
  const canExtend = isLocked && list.live !== true && list.extension === undefined;
  return (
    <div className={classes.lifeActions}>
      {mayVerify && (
        <Button
          variant={list.status === 'generated' ? 'filled' : 'default'}
          loading={isVerifying}
          onClick={onVerify}
        >
          {t(list.status === 'generated' ? 'randomization.verify' : 'randomization.verifyAgain')}
        </Button>
      )}
      {mayVerify && canSign && (
        <Button onClick={() => onOpen('sign')}>{t('randomization.sign')}</Button>
      )}
      {mayExtend && canExtend && (
        <Button variant="default" onClick={() => onOpen('extend')}>
          {t('randomization.extend.button')}
        </Button>
      )}
      {mayRetire && isLocked && (
        <Button variant="subtle" color="gray" onClick={() => onOpen('retire')}>
          {t('randomization.retire')}
        </Button>
      )}
    </div>
  );
}
