import { useTranslation } from 'react-i18next';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { useSession } from '../../state/session.ts';

/** The program and the file that is open. */
export function AboutTab() {
  const { t } = useTranslation();
  const { status } = useSession();
  return (
    <>
      <ClockPanel />
      <Panel title={t('study.tab.about')}>
        <KeyValues
          columns={2}
          items={[
            [t('study.program'), t('common.version', { version: status.version })],
            [t('study.licence'), t('study.licenceName')],
            [
              t('study.file'),
              <code key="file" className="mono">
                {status.store?.path ?? '–'}
              </code>,
            ],
            [
              t('study.idleLock'),
              t('study.idleLockAfter', { count: Math.round(status.idleLockSeconds / 60) }),
            ],
          ]}
        />
      </Panel>
    </>
  );
}
