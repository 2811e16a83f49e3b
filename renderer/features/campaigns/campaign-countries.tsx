import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { DayText } from '../../components/instant-text.tsx';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';
import classes from './campaigns.module.css';

interface Properties {
  readonly campaign: string;
  readonly countries: OutputOf<'campaigns.get'>['countries'];
  readonly isOpen: boolean;
}

/** Where the extension is approved, and where it is still waited for. */
export function CampaignCountries({ campaign, countries, isOpen }: Properties) {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const mayApprove = useMay('campaigns.approveCountry') && isOpen;
  return (
    <ul className={classes.list}>
      {countries.map(({ country, kits, approvedOn, reference }) => (
        <li key={country} className={classes.row}>
          <div className={classes.words}>
            <p>
              <strong>{country}</strong> · {t('campaigns.kitCount', { count: kits })}
            </p>
            <p className={classes.quiet}>
              {approvedOn === null ? (
                t('campaigns.notApproved')
              ) : (
                <>
                  {t('campaigns.approvedOn')} <DayText date={approvedOn} /> · {reference}
                </>
              )}
            </p>
          </div>
          {approvedOn === null && mayApprove && (
            <Button
              size="xs"
              variant="default"
              aria-label={t('campaigns.approveIn', { country })}
              onClick={() => open({ kind: 'approve-country', campaign, country })}
            >
              {t('campaigns.approve')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
