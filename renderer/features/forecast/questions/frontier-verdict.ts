import { useTranslation } from 'react-i18next';
import type { Questions } from '../forecast-state.ts';
import { percentText, shareText } from '../numbers.ts';

/** What an optimisation shows, in words: the best with its bound, or why there is none. */
export function useVerdict(answer: Questions['frontier'], settings: string): string {
  const { t } = useTranslation();
  const { confirmed, guarantee, limit, rejected, points } = answer;
  // More replicates help only where what was seen stays within the limit.
  const mayHold = points.some(({ risk }) => risk.mean <= limit);
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
  if (mayHold && needed !== null && guarantee.lowest > limit) {
    return t('forecast.frontier.tooFewReplicates', { replicates, lowest, needed });
  }
  if (rejected > 0) return t('forecast.frontier.noneAgain', { count: rejected });
  const none = t('forecast.frontier.noBest');
  return mayHold ? `${none} ${t('forecast.frontier.guarantee', { replicates, lowest })}` : none;
}
