import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { DataTable } from '../data-table.tsx';
import { spreadText } from '../numbers.ts';
import { isReal } from './is-real.ts';

interface Properties {
  readonly comparison: OutputOf<'forecast.compare'>;
  /** Index of the scenario that is compared with the first. */
  readonly scenario: number;
}

/** One scenario less the first on the same replicates, with the errors of the differences. */
export function DifferenceTable({ comparison, scenario }: Properties) {
  const { t } = useTranslation();
  const { answers } = comparison;
  const differences = comparison.differences.filter(
    (one) =>
      one.scenario === scenario &&
      (one.difference === null || one.difference.mean !== 0 || one.difference.error !== 0),
  );
  const names = (onlyIn: 'first' | 'other'): string =>
    comparison.unmatched
      .filter((one) => one.scenario === scenario && one.onlyIn === onlyIn)
      .map(({ kitType }) => kitType)
      .join(', ');
  const unmatched = (['first', 'other'] as const).flatMap((onlyIn) => {
    const kitTypes = names(onlyIn);
    const name = answers[onlyIn === 'first' ? 0 : scenario]?.name;
    return kitTypes === '' ? [] : [t('forecast.compare.unmatched', { kitTypes, name })];
  });
  const verdict = (difference: (typeof differences)[number]['difference']): readonly string[] =>
    difference === null
      ? [t('forecast.compare.unknown'), t('forecast.compare.notAllFinish')]
      : [
          `${difference.mean > 0 ? '+' : ''}${spreadText(difference)}`,
          t(isReal(difference) ? 'forecast.compare.sure' : 'forecast.compare.unsure'),
        ];
  return (
    <DataTable
      title={t('forecast.compare.less', {
        name: answers[scenario]?.name,
        base: answers[0]?.name,
      })}
      note={[t('forecast.compare.lessNote'), ...unmatched].join('. ')}
      name={`forecast-differences-${scenario}`}
      empty={t('forecast.compare.same')}
      heads={[
        t('forecast.compare.measure'),
        t('forecast.kitType'),
        t('forecast.compare.difference'),
        t('forecast.compare.verdict'),
      ]}
      rows={differences.map(({ measure, kitType, difference }) => [
        t(`forecast.measure.${measure}`),
        kitType ?? t('forecast.compare.all'),
        ...verdict(difference),
      ])}
    />
  );
}
