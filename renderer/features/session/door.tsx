import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import icon from '../../../resources/icons/cachet.svg';
import classes from './door.module.css';

interface Properties {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly width?: number;
  readonly children: ReactNode;
}

/** The page in front of a study: quiet, one thing to do. */
export function Door({ title, intro, width = 440, children }: Properties) {
  const { t } = useTranslation();
  return (
    <main className={classes.door}>
      <div className={classes.card} style={{ maxWidth: width }}>
        <div className={classes.brand}>
          <img src={icon} alt="" width={30} height={30} />
          <span>{t('common.product')}</span>
        </div>
        <h1 className={classes.title}>{title}</h1>
        {intro !== undefined && <div className={classes.intro}>{intro}</div>}
        {children}
      </div>
    </main>
  );
}
