import { Button, NumberInput, Select } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useClient } from '../../../transport/client-context.ts';
import { useForecast } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { RunProgress } from '../run-progress.tsx';
import { FrontierResult } from './frontier-result.tsx';
import { goalOf } from './frontier-goal.ts';
import { NeedsScenario } from './needs-scenario.tsx';
import { NumberList } from './number-list.tsx';
import { Unasked } from './unasked.tsx';

const measures = ['missed-visits', 'any-stock-out'] as const;
const ranges = [
  ['triggers', '-2 -1 0 1 2 4'],
  ['ceilings', '-2 0 1 2 4 8'],
  ['lots', '60 80 100 120'],
] as const;

/** The cheapest triggers, ceilings and lots that hold a risk. */
export function FrontierPart() {
  const { t } = useTranslation();
  const client = useClient();
  const { scenario, frontier, optimise } = useForecast();
  const [measure, setMeasure] = useState<(typeof measures)[number]>('missed-visits');
  const [percent, setPercent] = useState<number | string>(1);
  const [replicates, setReplicates] = useState<number | string>(300);
  const [typed, setTyped] = useState({ triggers: '', ceilings: '', lots: '' });
  if (scenario === null) return <NeedsScenario />;
  const goal = goalOf({ measure, percent, replicates, ...typed });
  return (
    <div className={classes.stack}>
      <Panel title={t('forecast.frontier.title')} note={t('forecast.frontier.note')}>
        <div className={classes.asking}>
          <Select
            label={t('forecast.frontier.measure')}
            w={260}
            allowDeselect={false}
            value={measure}
            data={measures.map((value) => ({ value, label: t(`forecast.frontier.${value}`) }))}
            onChange={(next) =>
              setMeasure(measures.find((known) => known === next) ?? 'missed-visits')
            }
          />
          <NumberInput
            label={t('forecast.frontier.limit')}
            w={110}
            min={0}
            max={100}
            decimalScale={3}
            value={percent}
            onChange={setPercent}
          />
          {ranges.map(([key, usual]) => (
            <NumberList
              key={key}
              label={t(`forecast.frontier.range.${key}`)}
              placeholder={usual}
              value={typed[key]}
              onChange={(next) => setTyped({ ...typed, [key]: next })}
            />
          ))}
          <NumberInput
            label={t('forecast.replicates')}
            w={120}
            min={20}
            max={10_000}
            allowDecimal={false}
            value={replicates}
            onChange={setReplicates}
          />
          <Button
            loading={frontier.job !== null}
            disabled={goal === null}
            leftSection={<IconPlayerPlay size={16} />}
            onClick={() => {
              if (goal !== null) void optimise(client, goal);
            }}
          >
            {t('forecast.frontier.go')}
          </Button>
        </div>
      </Panel>
      <FailureNotice failure={frontier.failure} />
      {frontier.job !== null && (
        <RunProgress job={frontier.job} title={t('forecast.frontier.running')} />
      )}
      <Unasked question="frontier" of={frontier} />
      {frontier.answer !== null && <FrontierResult answer={frontier.answer} />}
    </div>
  );
}
