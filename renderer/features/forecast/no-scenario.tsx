import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { IconChartAreaLine } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { useMay } from '../../state/session.ts';
import classes from './forecast.module.css';
import { useSources } from './scenario/use-sources.ts';

const outlooks = [3, 6, 12, 18, 24] as const;
const daysOf = (months: number): number => Math.round((months * 365.25) / 12);

/** Where every forecast begins: the study as it stands, so far ahead and at such a risk. */
export function NoScenario() {
  const { t } = useTranslation();
  const mayRead = useMay('forecast.scenario');
  const { fromStudy, fromExample, isBusy, failure } = useSources();
  const [months, setMonths] = useState('12');
  const [percent, setPercent] = useState<number | string>(5);
  const start = (): void => {
    if (!mayRead) void fromExample();
    else void fromStudy({ horizonDays: daysOf(Number(months)), risk: Number(percent) / 100 });
  };
  const outlook = mayRead && (
    <>
      <NativeSelect
        label={t('forecast.outlook.ahead')}
        w={140}
        data={outlooks.map((count) => ({
          value: String(count),
          label: t('forecast.outlook.months', { count }),
        }))}
        value={months}
        onChange={(event) => setMonths(event.currentTarget.value)}
      />
      <NumberInput
        label={t('forecast.outlook.risk')}
        w={140}
        min={0.01}
        max={50}
        value={percent}
        onChange={setPercent}
      />
    </>
  );
  return (
    <Panel>
      <EmptyState
        icon={IconChartAreaLine}
        title={t('forecast.none')}
        next={t(mayRead ? 'forecast.noneNext' : 'forecast.noneExample')}
        action={
          <div className={classes.outlook}>
            {outlook}
            <Button loading={isBusy} disabled={percent === ''} onClick={start}>
              {t(mayRead ? 'forecast.forecastStudy' : 'forecast.fromExample')}
            </Button>
          </div>
        }
      />
      <FailureNotice failure={failure} />
    </Panel>
  );
}
