import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OptimisationPoint } from '../../../../shared/contracts/forecast-studies.ts';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { go } from '../../../state/route.ts';
import { useCommand } from '../../../state/use-command.ts';
import { asJson, useForecast } from '../forecast-state.ts';
import type { Scenario } from '../forecast-state.ts';

interface Properties {
  readonly scenario: Scenario;
  readonly point: OptimisationPoint;
}

/** Goes on with the scenario whose settings hold the risk at the least cost. */
export function TakeBest({ scenario, point }: Properties) {
  const { t } = useTranslation();
  const { vary } = useForecast();
  const change = useCommand('forecast.vary');
  const { triggerPlus, ceilingPlus, lotFactor } = point;
  const take = async (): Promise<void> => {
    const name = t('forecast.frontier.cheapest', { name: scenario.name }).slice(0, 120);
    const outcome = await change.run({
      scenario: asJson(scenario),
      change: { kind: 'levels', triggerPlus, ceilingPlus, lotFactor },
      name,
    });
    if (!outcome.ok) return;
    vary(outcome.value.scenario as unknown as Scenario);
    announce({ message: t('forecast.vary.done', { name, former: scenario.name }) });
    go('forecast');
  };
  return (
    <>
      <Button size="xs" variant="default" loading={change.isBusy} onClick={() => void take()}>
        {t('forecast.frontier.take')}
      </Button>
      <FailureNotice failure={change.failure} />
    </>
  );
}
