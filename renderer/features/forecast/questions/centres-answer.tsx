import { useTranslation } from 'react-i18next';
import { dayText } from '../../../components/format.ts';
import { DataTable } from '../data-table.tsx';
import type { Questions } from '../forecast-state.ts';
import { percentText, shareText } from '../numbers.ts';

type Answer = Questions['centres'];

interface Properties {
  readonly answer: Answer;
}

/** What the replicates tell of a number of sites. */
function verdictOf({ probability }: Answer, { lower, upper }: Answer['tried'][number]) {
  if (lower >= probability) return 'enough';
  return upper < probability ? 'tooFew' : 'notTold';
}

/** The sites needed, and how likely the target date is with more and fewer. */
export function CentresAnswer({ answer }: Properties) {
  const { t } = useTranslation();
  const { needed, possible, replicates, opens, rate } = answer;
  const asked = t('forecast.centres.asked', {
    target: answer.target,
    date: dayText(answer.targetDate),
    probability: percentText(answer.probability),
    from: dayText(opens.from),
    to: dayText(opens.to),
    rate: rate.mean.toPrecision(2),
    cv: Math.round(100 * rate.cv),
    replicates,
    seed: answer.seed,
  });
  const titleOf = (): string => {
    if (needed === null) return t('forecast.centres.notEnough');
    return needed === 0
      ? t('forecast.centres.enoughNow')
      : t('forecast.centres.needed', { count: needed });
  };
  const title = titleOf();
  const unclear =
    needed === possible ? '' : ` ${t('forecast.centres.unclear', { possible, replicates })}`;
  return (
    <DataTable
      title={title}
      note={`${asked}.${unclear}`}
      name="forecast-sites-needed"
      empty=""
      heads={[
        t('forecast.centres.added'),
        t('forecast.centres.sites'),
        t('forecast.probability'),
        t('forecast.centres.atLeast'),
        t('forecast.centres.median'),
        t('forecast.centres.verdict'),
      ]}
      rows={answer.tried.map((one) => [
        String(one.added),
        String(one.sites),
        shareText(one),
        percentText(one.lower),
        one.medianDate === null ? '–' : dayText(one.medianDate),
        t(`forecast.centres.${verdictOf(answer, one)}`),
      ])}
    />
  );
}
