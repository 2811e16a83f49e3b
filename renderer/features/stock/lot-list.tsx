import { useTranslation } from 'react-i18next';
import type { StockLotRow, StockPlaceRow } from '../../../shared/contracts/stock.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { countText } from '../../components/format.ts';
import { DayText } from '../../components/instant-text.tsx';
import { go } from '../../state/route.ts';
import { useKitTypeName } from '../kits/use-kit-type-name.ts';
import { wishForKits } from '../kits/kit-filter-wish.ts';
import { LastDays } from './last-days.tsx';
import classes from './stock.module.css';

interface Properties {
  readonly place: StockPlaceRow;
  readonly lots: readonly StockLotRow[];
}

/** Every lot at a place, first expiring first, with the last day for each purpose and where that follows from. */
export function LotList({ place, lots }: Properties) {
  const { t } = useTranslation();
  if (lots.length === 0) return <p className="quiet">{t('stock.noLots')}</p>;
  return (
    <ul className={classes.lots}>
      {lots.map((lot) => (
        <li key={`${lot.lot} ${lot.expiry} ${lot.kitType ?? ''}`}>
          <LotCard place={place} lot={lot} />
        </li>
      ))}
    </ul>
  );
}

function LotCard({ place, lot }: { readonly place: StockPlaceRow; readonly lot: StockLotRow }) {
  const { t } = useTranslation();
  const kitTypeName = useKitTypeName();
  const showKits = (): void => {
    wishForKits({ place: place.place, lot: lot.lot, kitType: lot.kitType });
    go('kits');
  };
  return (
    <div className={classes.lot}>
      <div className={classes.lotHead}>
        <button type="button" className={classes.lotName} onClick={showKits}>
          {lot.lot}
        </button>
        <ArmBadge name={lot.kitType === null ? null : kitTypeName(lot.kitType)} />
        <span className={classes.lotExpiry}>
          {t('stock.expires')} <DayText date={lot.expiry} />
        </span>
      </div>
      <p className={classes.lotKits}>
        {t('stock.lotKits', {
          shelf: countText(lot.shelf),
          inTransit: countText(lot.inTransit),
          quarantined: countText(lot.quarantined),
        })}
      </p>
      {lot.outOfBudget > 0 && (
        <p className={classes.lotBudget}>{t('stock.lotBudget', { count: lot.outOfBudget })}</p>
      )}
      <LastDays kind={place.kind} days={lot} />
    </div>
  );
}
