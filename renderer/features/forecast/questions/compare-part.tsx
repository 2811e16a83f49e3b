import { Button, MultiSelect } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import type { Failure } from '../../../transport/client.ts';
import { useClient } from '../../../transport/client-context.ts';
import { useForecast } from '../forecast-state.ts';
import type { Scenario } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { RunProgress } from '../run-progress.tsx';
import { comparables, usualChoice } from './comparable.ts';
import { Comparison } from './comparison.tsx';
import { NeedsScenario } from './needs-scenario.tsx';
import { Unasked } from './unasked.tsx';

const most = 6;

/** Up to six scenarios on the same subjects; the first chosen is what the others are compared with. */
export function ComparePart() {
  const { t } = useTranslation();
  const client = useClient();
  const mayKeep = useMay('forecast.scenarios');
  const { scenario, opened, aside, comparison, compare } = useForecast();
  const kept = useQuery('forecast.scenarios', {}, { isEnabled: mayKeep }).data?.scenarios ?? [];
  const [typed, choose] = useState<readonly string[]>();
  const [failure, setFailure] = useState<Failure>();
  if (scenario === null) return <NeedsScenario />;
  const all = comparables(
    { scenario, opened, aside },
    kept.map(({ name }) => name),
  );
  const chosen = typed ?? usualChoice(all);
  const start = async (): Promise<void> => {
    setFailure(undefined);
    const found: Scenario[] = [];
    for (const key of chosen) {
      const one = all.find((known) => known.key === key);
      if (one === undefined) continue;
      if (one.scenario !== null) {
        found.push(one.scenario);
        continue;
      }
      const outcome = await client.ask('forecast.openScenario', { name: one.name });
      if (!outcome.ok) {
        setFailure(outcome.failure);
        return;
      }
      found.push(outcome.value.scenario as unknown as Scenario);
    }
    await compare(client, found);
  };
  return (
    <div className={classes.stack}>
      <Panel title={t('forecast.compare.title')} note={t('forecast.compare.note')}>
        <div className={classes.asking}>
          <MultiSelect
            label={t('forecast.compare.which')}
            description={t('forecast.compare.whichNote')}
            placeholder={chosen.length < 2 ? t('forecast.compare.more') : ''}
            miw={420}
            flex={1}
            maxValues={most}
            hidePickedOptions
            data={all.map(({ key, kind, name }) => ({
              value: key,
              label: t(`forecast.compare.${kind}`, { name }),
            }))}
            value={[...chosen]}
            onChange={choose}
          />
          <Button
            loading={comparison.job !== null}
            disabled={chosen.length < 2}
            leftSection={<IconArrowsLeftRight size={16} />}
            onClick={() => void start()}
          >
            {t('forecast.compare.go')}
          </Button>
        </div>
      </Panel>
      <FailureNotice failure={failure ?? comparison.failure} />
      {comparison.job !== null && (
        <RunProgress job={comparison.job} title={t('forecast.compare.running')} />
      )}
      <Unasked question="compare" of={comparison} />
      {comparison.answer !== null && <Comparison comparison={comparison.answer} />}
    </div>
  );
}
