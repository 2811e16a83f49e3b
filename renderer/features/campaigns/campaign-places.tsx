import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CampaignPlace } from '../../../shared/contracts/campaigns.ts';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';
import classes from './campaigns.module.css';

interface Properties {
  readonly campaign: string;
  readonly places: readonly CampaignPlace[];
  readonly isOpen: boolean;
}

/** Each place with its scans and its count of labels. */
export function CampaignPlaces({ campaign, places, isOpen }: Properties) {
  const { t } = useTranslation();
  if (places.length === 0) return <p className="quiet">{t('campaigns.noPlaces')}</p>;
  return (
    <ul className={classes.list}>
      {places.map((place) => (
        <li key={place.place} className={classes.row}>
          <PlaceWords place={place} />
          {isOpen && place.approved && <PlaceSteps campaign={campaign} place={place} />}
        </li>
      ))}
    </ul>
  );
}

function PlaceWords({ place }: { readonly place: CampaignPlace }) {
  const { t } = useTranslation();
  const { labels } = place;
  return (
    <div className={classes.words}>
      <p>
        <strong>{place.place}</strong> {place.name === place.place ? '' : place.name}
      </p>
      <p>
        {t('campaigns.scans', { confirmed: place.confirmed, waiting: place.waiting })}
        {place.inTransit > 0 && ` ${t('campaigns.onTheWay', { count: place.inTransit })}`}
      </p>
      <p className={classes.quiet}>
        {!place.approved
          ? t('campaigns.oldDateHolds', { country: place.country })
          : labels === null
            ? t('campaigns.labelsNotCounted')
            : t('campaigns.labels', { ...labels })}
      </p>
      {labels !== null && labels.discrepancies.length > 0 && (
        <p className={classes.bad}>
          {labels.discrepancies.join('; ')}
          {labels.note !== '' && ` – ${labels.note}`}
        </p>
      )}
    </div>
  );
}

function PlaceSteps({
  campaign,
  place: { place, waiting, confirmed },
}: {
  readonly campaign: string;
  readonly place: CampaignPlace;
}) {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const mayConfirm = useMay('campaigns.confirm');
  const mayCount = useMay('campaigns.countLabels');
  return (
    <>
      {mayCount && confirmed > 0 && (
        <Button
          size="xs"
          variant="default"
          aria-label={t('campaigns.countAt', { place })}
          onClick={() => open({ kind: 'count-labels', campaign, place })}
        >
          {t('campaigns.count')}
        </Button>
      )}
      {mayConfirm && waiting > 0 && (
        <Button
          size="xs"
          aria-label={t('campaigns.scanAt', { place })}
          onClick={() => open({ kind: 'confirm-labels', campaign, place })}
        >
          {t('campaigns.scan')}
        </Button>
      )}
    </>
  );
}
