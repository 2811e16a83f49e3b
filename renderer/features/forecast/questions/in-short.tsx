import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { Panel } from '../../../components/panel.tsx';
import classes from '../forecast.module.css';
import { amountText } from '../numbers.ts';
import { isReal } from './is-real.ts';

const asked = ['days', 'missed', 'cost'] as const;

/** Per cent of visits missed beyond which costs tell of kits that are not there. */
const tolerated = 1;

interface Properties {
  readonly comparison: OutputOf<'forecast.compare'>;
}

/** The three answers that a comparison is made for, in a sentence each: when, how risky, how dear. */
export function InShort({ comparison }: Properties) {
  const { t } = useTranslation();
  const { answers, differences } = comparison;
  const words = (scenario: number, measure: (typeof asked)[number]): string => {
    const found = differences.find(
      (one) => one.scenario === scenario && one.measure === measure && one.kitType === null,
    )?.difference;
    if (found === null) return t('forecast.short.unknown');
    if (found === undefined || !isReal(found)) return t(`forecast.short.${measure}.same`);
    return t(`forecast.short.${measure}.${found.mean < 0 ? 'less' : 'more'}`, {
      amount: amountText(Math.abs(found.mean)),
      error: amountText(found.error),
    });
  };
  const isShort = answers.some(({ stockOut }) => stockOut.missedPercent.mean > tolerated);
  return (
    <Panel title={t('forecast.short.title', { base: answers[0]?.name })}>
      <ul className={classes.notes}>
        {answers.slice(1).map(({ name }, index) => (
          <li key={index}>
            <strong>{name}</strong>: {asked.map((measure) => words(index + 1, measure)).join('; ')}.
          </li>
        ))}
      </ul>
      {isShort && <p className={classes.shortNote}>{t('forecast.short.kitsShort')}</p>}
    </Panel>
  );
}
