import { Button, Skeleton, Stack } from '@mantine/core';
import { IconDownload, IconEdit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { saveText } from '../../components/save-file.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';
import { ArmsPanel } from './arms-panel.tsx';
import { FactorsPanel } from './factors-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';
import classes from './study.module.css';
import { VersionsPanel } from './versions-panel.tsx';
import { VisitsPanel } from './visits-panel.tsx';

/** The definition in force, to be read by people. */
export function DefinitionTab() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('study.get', {});
  const mayAmend = useMay('study.amend');
  const open = useViewState((state) => state.open);
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  if (data === undefined) return <Skeleton height={420} />;
  const study = data.definition as unknown as StudyDefinition;
  const { protocol } = study;
  return (
    <Stack gap="lg">
      <Panel
        title={`${protocol.number} · ${t('study.version', { version: data.version })}`}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} stroke={1.7} />}
              onClick={() => saveText(`${protocol.number}-v${data.version}.yaml`, data.text)}
            >
              {t('study.download')}
            </Button>
            {mayAmend && (
              <Button
                variant="default"
                leftSection={<IconEdit size={16} stroke={1.7} />}
                onClick={() => open({ kind: 'amend-study' })}
              >
                {t('study.amend')}
              </Button>
            )}
          </>
        }
      >
        <p className={classes.title}>{protocol.title}</p>
        <KeyValues
          columns={3}
          items={[
            [t('study.sponsor'), protocol.sponsor],
            [t('study.phase'), protocol.phase],
            [t('study.environment'), study.environment],
            [t('study.blinding'), t(`study.blindingKind.${study.blinding}`)],
            [t('study.planned'), String(study.plannedSubjects)],
            [t('study.sitesAndDepots'), `${study.sites.length} / ${study.depots.length}`],
          ]}
        />
      </Panel>
      <div className={classes.pair}>
        <ArmsPanel study={study} />
        <FactorsPanel study={study} />
      </div>
      <VisitsPanel study={study} />
      <div className={classes.pair}>
        <RulesPanel study={study} />
        <VersionsPanel versions={data.versions} />
      </div>
    </Stack>
  );
}
