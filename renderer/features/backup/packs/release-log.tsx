import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import classes from '../backup.module.css';

interface Properties {
  readonly releases: OutputOf<'packs.get'>['releases'];
}

/** Every answer that was given by telephone, the newest first. */
export function ReleaseLog({ releases }: Properties) {
  const { t } = useTranslation();
  if (releases.length === 0) return <p className="quiet">{t('backup.noReleases')}</p>;
  return (
    <ul className={classes.log}>
      {releases.toReversed().map((release) => (
        <li key={`${release.at} ${release.challenge}`}>
          <InstantText at={release.at} offsetMinutes={release.offsetMinutes} />
          <br />
          {t('backup.releaseOf', { ...release })}
        </li>
      ))}
    </ul>
  );
}
