import { epochDayOf, isoDateFromEpochDay } from '../../../base/iso-date.ts';
import { refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import { shareOf } from '../../../engine/forecast/figure.ts';
import { backTest, rateDecay } from '../../../engine/recruitment/back-test.ts';
import { engineVersion } from '../../design-lab/engine-version.ts';
import type { QueryHandler } from '../../handlers.ts';
import { depotDay } from '../../resupply/due-run.ts';
import { sitePasts } from './site-past.ts';

const BINS = 10;
/** The same study gives the same page. */
const SEED = 1;

/** Forecasts of recruitment as they could have been made at past days, against what came. */
export const backTestStudy: QueryHandler<'forecast.backTest'> = (context, { ahead, cuts }) => {
  const sites = sitePasts(context.db).filter(({ opened }) => Number.isFinite(opened));
  const today = epochDayOf(depotDay(context));
  const first = Math.min(Infinity, ...sites.map(({ opened }) => opened));
  if (first + ahead + 1 >= today) {
    return err(
      refusal(
        'too-little-past',
        `The study has recruited for too short a time to look back ${ahead} days from any day of it.`,
        'Look fewer days ahead, or come back later.',
      ),
    );
  }
  const results = backTest(sites, today, { cuts, ahead, seed: SEED });
  const pitHistogram = Array.from({ length: BINS }, () => 0);
  for (const { pit } of results) {
    const bin = Math.min(BINS - 1, Math.floor(pit * BINS));
    pitHistogram[bin] = (pitHistogram[bin] as number) + 1;
  }
  const covered = results.filter(({ isCovered }) => isCovered).length;
  const decay = rateDecay(sites, today);
  return ok({
    engine: engineVersion,
    cuts: results.map(({ cut, until, ...one }) => ({
      ...one,
      day: isoDateFromEpochDay(cut),
      until: isoDateFromEpochDay(until),
    })),
    coverage: results.length === 0 ? null : shareOf(covered, results.length),
    pitHistogram,
    decay: { ...decay, message: decay.isDecaying ? decayWords(decay.ratio) : null },
  });
};

const decayWords = (ratio: number): string =>
  `Sites recruit in the later half of their time ${(100 * ratio).toFixed(0)} % of what they did in the earlier half: a forecast with constant rates ends too early. Set recruitment.decayPerDay.`;
