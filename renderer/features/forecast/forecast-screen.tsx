import { IconChartAreaLine } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useMay } from '../../state/session.ts';
import { ForecastTabs } from './forecast-tabs.tsx';
import { useForecast } from './forecast-state.ts';
import { ScenarioMenu } from './scenario/scenario-menu.tsx';

/** Recruitment, demand, supply, risk and cost of scenarios. */
export function ForecastScreen({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const hasScenario = useForecast((state) => state.scenario !== null);
  const mayForecast = useMay('forecast.run');
  const mayLook = useMay('forecast.backTest');
  useArmInformation(hasScenario);
  return (
    <Page
      title={t('forecast.title')}
      subtitle={t('forecast.subtitle')}
      help="forecast"
      {...(mayForecast ? { actions: <ScenarioMenu /> } : {})}
    >
      {mayLook ? (
        <ForecastTabs open={open} />
      ) : (
        <Panel>
          <EmptyState
            icon={IconChartAreaLine}
            title={t('forecast.notYours')}
            next={t('forecast.notYoursNext')}
          />
        </Panel>
      )}
    </Page>
  );
}
