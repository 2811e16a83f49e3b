import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../../shared/base/iso-date.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { dayText } from '../../../components/format.ts';
import { Panel } from '../../../components/panel.tsx';
import { useClient } from '../../../transport/client-context.ts';
import { DataTable } from '../data-table.tsx';
import { useForecast } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { percentText, shareText } from '../numbers.ts';
import { RunProgress } from '../run-progress.tsx';
import { withValue } from '../scenario/editor/place.ts';
import { NeedsScenario } from './needs-scenario.tsx';

/** How many more sites the target date needs. */
export function CentresPart() {
  const { t } = useTranslation();
  const client = useClient();
  const { scenario, centres, countSites, change } = useForecast();
  const [percent, setPercent] = useState<number | string>(80);
  if (scenario === null) return <NeedsScenario />;
  const { answer } = centres;
  const { targetDate = '' } = scenario.recruitment;
  return (
    <div className={classes.stack}>
      <Panel title={t('forecast.centres.title')} note={t('forecast.centres.note')}>
        <div className={classes.asking}>
          <TextInput
            label={t('scenario.field.targetDate')}
            w={160}
            placeholder="2027-12-31"
            value={targetDate}
            error={
              targetDate === '' || isIsoDate(targetDate) ? undefined : t('forecast.centres.noDay')
            }
            onChange={(event) =>
              change(
                withValue(
                  scenario,
                  ['recruitment', 'targetDate'],
                  event.currentTarget.value === '' ? undefined : event.currentTarget.value,
                ),
              )
            }
          />
          <NumberInput
            label={t('forecast.centres.probability')}
            w={200}
            min={1}
            max={99}
            value={percent}
            onChange={setPercent}
          />
          <Button
            loading={centres.job !== null}
            disabled={percent === '' || !isIsoDate(targetDate)}
            leftSection={<IconPlayerPlay size={16} />}
            onClick={() => void countSites(client, Number(percent) / 100)}
          >
            {t('forecast.centres.go')}
          </Button>
        </div>
      </Panel>
      <FailureNotice failure={centres.failure} />
      {centres.job !== null && (
        <RunProgress job={centres.job} title={t('forecast.centres.running')} />
      )}
      {answer !== null && (
        <DataTable
          title={
            answer.needed === null
              ? t('forecast.centres.notEnough')
              : t('forecast.centres.needed', { count: answer.needed })
          }
          note={t('forecast.centres.asked', {
            target: answer.target,
            date: dayText(answer.targetDate),
            probability: percentText(answer.probability),
            replicates: answer.replicates,
            seed: answer.seed,
          })}
          name="forecast-sites-needed"
          empty=""
          heads={[
            t('forecast.centres.added'),
            t('forecast.centres.sites'),
            t('forecast.probability'),
            t('forecast.centres.median'),
          ]}
          rows={answer.tried
            .toSorted((a, b) => a.added - b.added)
            .map((one) => [
              String(one.added),
              String(one.sites),
              shareText(one),
              one.medianDate === null ? '–' : dayText(one.medianDate),
            ])}
        />
      )}
    </div>
  );
}
