import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useArmMarks } from '../../state/arm-marks.ts';
import classes from './shell.module.css';

/** Unmistakable for as long as anything on the screen tells an arm. */
export function UnblindedBand() {
  const { t } = useTranslation();
  const isShown = useArmMarks((state) => state.count > 0);
  if (!isShown) return null;
  return (
    <div className={classes.band} role="status">
      <IconEye size={16} stroke={2} aria-hidden />
      <strong>{t('common.unblinded')}</strong>
      <span>{t('common.unblindedNote')}</span>
    </div>
  );
}
