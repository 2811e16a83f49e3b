import { useTranslation } from 'react-i18next';
import type { Questions } from '../forecast-state.ts';
import { percentText, shareText } from '../numbers.ts';

/** What an optimisation shows, in words: the best with its bound, or why there is none. */
export function useVerdict(answer: Questions['frontier'], settings: string): string {
  const { t } = useTranslation();
  const { confirmed, guarantee, limit, rejected } = answer;
  const { replicates, replicatesNeeded: needed } = guarantee;
  const lowest = percentText(guarantee.lowest);
  if (confirmed !== null) {
    const { risk, bound } = confirmed;
    return t('forecast.frontier.best', {
      settings,
      replicates: confirmed.replicates,
      risk: shareText({ share: risk.mean, error: risk.error }),
      bound: percentText(bound),
    });
  }
  if (needed !== null && guarantee.lowest > limit) {
    return t('forecast.frontier.tooFewReplicates', { replicates, lowest, needed });
  }
  const shown = t('forecast.frontier.guarantee', { replicates, lowest });
  const none =
    rejected > 0
      ? t('forecast.frontier.noneAgain', { count: rejected })
      : t('forecast.frontier.noBest');
  return `${none} ${shown}`;
}
