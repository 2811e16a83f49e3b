import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { DayText, InstantText } from '../../components/instant-text.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { hashOf } from '../../state/route.ts';
import { useKitTypeName } from '../kits/use-kit-type-name.ts';
import { useVisitName } from './use-visit-name.ts';
import classes from './subjects.module.css';

type Visits = OutputOf<'subjects.get'>['dispensed'];

/** Kits of a subject, visit by visit. */
export function DispensedKits({ visits }: { readonly visits: Visits }) {
  const { t } = useTranslation();
  const visitName = useVisitName();
  const kitTypeName = useKitTypeName();
  if (visits.length === 0) return <p className="quiet">{t('subjects.noKits')}</p>;
  return (
    <ul className={classes.visits}>
      {visits.map((visit) => (
        <li key={visit.visit} className={classes.visit}>
          <p className={classes.visitHead}>
            <strong>{visitName(visit.visit)}</strong>
            <InstantText at={visit.at} offsetMinutes={visit.offsetMinutes} />
          </p>
          {visit.kits.map((kit) => (
            <p key={kit.number} className={classes.kit}>
              <a href={hashOf('kits', kit.number)}>
                <KitNumber number={kit.number} />
              </a>
              <span className="quiet">
                {kit.lot} · {t('subjects.expires')} <DayText date={kit.expiry} />
              </span>
              <ArmBadge name={kit.kitType === null ? null : kitTypeName(kit.kitType)} />
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
