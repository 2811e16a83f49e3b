import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ForecastBand } from '../../../../shared/contracts/forecast-answer.ts';
import { BandFigure } from './band-figure.tsx';

interface Properties {
  readonly bands: readonly ForecastBand[];
  readonly weeks: readonly string[];
  readonly target: number | undefined;
  readonly targetDate: string | undefined;
}

const order: readonly ForecastBand['what'][] = ['depot', 'site', 'sites', 'used', 'asked'];

const keyOf = ({ what, place, kitType }: ForecastBand): string =>
  [what, place ?? '', kitType ?? ''].join('|');

/** The fan of recruitment, and the stock of one place at a time; also of a run that goes on. */
export function Bands({ bands, weeks, target, targetDate }: Properties) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string>();
  const recruited = bands.find(({ what }) => what === 'randomized');
  const stocks = order.flatMap((wanted) => bands.filter(({ what }) => what === wanted));
  const stock = stocks.find((band) => keyOf(band) === chosen) ?? stocks[0];
  const wordsOf = ({ what, place, kitType }: ForecastBand): string =>
    [place ?? t(`forecast.band.${what}`), kitType, place !== null && t(`forecast.band.${what}`)]
      .filter((part) => part !== null && part !== false)
      .join(' · ');
  return (
    <>
      {recruited !== undefined && (
        <BandFigure
          title={t('forecast.recruitment')}
          note={t('forecast.bandNote')}
          name="forecast-recruitment"
          yLabel={t('forecast.subjects')}
          band={recruited}
          weeks={weeks}
          due={targetDate}
          {...(target === undefined ? {} : { level: target })}
        />
      )}
      {stock !== undefined && (
        <BandFigure
          title={t('forecast.stock')}
          note={wordsOf(stock)}
          name="forecast-stock"
          yLabel={t('forecast.kits')}
          band={stock}
          weeks={weeks}
          actions={
            <Select
              size="xs"
              w={320}
              searchable
              allowDeselect={false}
              aria-label={t('forecast.stockOf')}
              data={stocks.map((band) => ({ value: keyOf(band), label: wordsOf(band) }))}
              value={keyOf(stock)}
              onChange={(next) => next !== null && choose(next)}
            />
          }
        />
      )}
    </>
  );
}
