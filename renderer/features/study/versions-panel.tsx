import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { Panel } from '../../components/panel.tsx';
import classes from './study.module.css';

/** Every version of the definition: amendments add, nothing is edited. */
export function VersionsPanel({
  versions,
}: {
  readonly versions: OutputOf<'study.get'>['versions'];
}) {
  const { t } = useTranslation();
  return (
    <Panel title={t('study.versions')}>
      <ul className={classes.lines}>
        {versions.map((version) => (
          <li key={version.version}>
            <span className={classes.ratio}>{version.version}</span>
            <span>
              <strong>{version.by}</strong> · <InstantText at={version.at} />
              <br />
              <span className="quiet">
                {[version.reason, ...version.changes].filter((text) => text !== '').join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
