import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../../shared/base/iso-date.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useClient } from '../../../transport/client-context.ts';
import { useForecast } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { RunProgress } from '../run-progress.tsx';
import { usualOpening } from '../../../../shared/contracts/forecast-studies.ts';
import { withValue } from '../scenario/editor/place.ts';
import { CentresAnswer } from './centres-answer.tsx';
import { NeedsScenario } from './needs-scenario.tsx';
import { Unasked } from './unasked.tsx';

/** How many more sites the target date needs. */
export function CentresPart() {
  const { t } = useTranslation();
  const client = useClient();
  const { scenario, centres, countSites, change } = useForecast();
  const [percent, setPercent] = useState<number | string>(80);
  const [after, setAfter] = useState<number | string>(usualOpening.opensAfter);
  const [within, setWithin] = useState<number | string>(usualOpening.opensWithin);
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
          <NumberInput
            label={t('forecast.centres.opensAfter')}
            w={200}
            min={0}
            max={2000}
            allowDecimal={false}
            value={after}
            onChange={setAfter}
          />
          <NumberInput
            label={t('forecast.centres.opensWithin')}
            w={160}
            min={0}
            max={2000}
            allowDecimal={false}
            value={within}
            onChange={setWithin}
          />
          <Button
            loading={centres.job !== null}
            disabled={[percent, after, within].includes('') || !isIsoDate(targetDate)}
            leftSection={<IconPlayerPlay size={16} />}
            onClick={() =>
              void countSites(client, {
                probability: Number(percent) / 100,
                opensAfter: Number(after),
                opensWithin: Number(within),
              })
            }
          >
            {t('forecast.centres.go')}
          </Button>
        </div>
      </Panel>
      <FailureNotice failure={centres.failure} />
      {centres.job !== null && (
        <RunProgress job={centres.job} title={t('forecast.centres.running')} />
      )}
      <Unasked question="centres" of={centres} />
      {answer !== null && <CentresAnswer answer={answer} />}
    </div>
  );
}
