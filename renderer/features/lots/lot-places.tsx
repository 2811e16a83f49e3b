import { useTranslation } from 'react-i18next';
import type { LotPlace } from '../../../shared/contracts/lots.ts';
import { countText } from '../../components/format.ts';
import { go } from '../../state/route.ts';
import { wishForKits } from '../kits/kit-filter-wish.ts';
import { LastDays } from '../stock/last-days.tsx';
import stock from '../stock/stock.module.css';
import classes from './lots.module.css';

interface Properties {
  readonly lot: string;
  readonly places: readonly LotPlace[];
}

/** Every place that has kits of a lot: how many in which state, and the last days there. */
export function LotPlaces({ lot, places }: Properties) {
  const { t } = useTranslation();
  if (places.length === 0) return <p className="quiet">{t('lots.nowhere')}</p>;
  return (
    <ul className={classes.list}>
      {places.map((place) => (
        <li key={place.place} className={classes.place}>
          <div className={classes.placeHead}>
            <button
              type="button"
              className={stock.lotName}
              onClick={() => {
                wishForKits({ place: place.place, lot });
                go('kits');
              }}
            >
              {place.place}
            </button>
            <span>{place.name === place.place ? '' : place.name}</span>
            <span className={classes.zone}>{place.zone}</span>
          </div>
          <p className={classes.counts}>
            {place.byStatus
              .map(({ status, count }) => `${countText(count)} ${t(`status.${status}`)}`)
              .join(' · ')}
          </p>
          <LastDays kind={place.kind} days={place} visits={place.visits} />
        </li>
      ))}
    </ul>
  );
}
