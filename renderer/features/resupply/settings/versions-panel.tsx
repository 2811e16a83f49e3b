import { useTranslation } from 'react-i18next';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useQuery } from '../../../state/use-query.ts';
import classes from '../resupply.module.css';

/** Who signed which settings when, and why. */
export function VersionsPanel() {
  const { t } = useTranslation();
  const versions = useQuery('resupply.history', {}).data?.versions ?? [];
  if (versions.length === 0) return null;
  return (
    <Panel title={t('resupply.versions')}>
      <ol className={classes.versions}>
        {versions.map(({ entry, at, offsetMinutes, by, reason }) => (
          <li key={entry}>
            <span>
              {by} · <InstantText at={at} offsetMinutes={offsetMinutes} />
            </span>
            <p>
              {reason} · {t('resupply.entry', { entry })}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
