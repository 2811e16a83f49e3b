import { Button, Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { countText } from '../../components/format.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../components/inspector.tsx';
import { DayText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { hashOf } from '../../state/route.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';
import { LotPlaces } from './lot-places.tsx';
import { lotStatusOf } from './use-lot-columns.tsx';
import classes from './lots.module.css';

type Detail = OutputOf<'lots.get'>;

interface Properties {
  readonly lot: string;
  onClose(): void;
}

/** One lot: its dates, where its kits are, their last days there, and what happened to it. */
export function LotInspector({ lot, onClose }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('lots.get', { lot });
  return (
    <Inspector
      label={t('lots.called', { lot })}
      onClose={onClose}
      title={<span className={classes.title}>{lot}</span>}
      actions={data !== undefined && <LotSteps detail={data} />}
    >
      <FailureNotice failure={failure} />
      {data === undefined && failure === undefined && (
        <Stack gap="md">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} height={18} />
          ))}
        </Stack>
      )}
      {data !== undefined && <LotDetail detail={data} />}
    </Inspector>
  );
}

function LotDetail({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const { lot, members, datings, places, timeline, isBoundaryDayAllowed } = detail;
  const leftOut = lot.armsLeftOut ?? [];
  return (
    <>
      {leftOut.length > 0 && (
        <p className={classes.warning}>{t('lots.unmasksNote', { arms: leftOut.join(', ') })}</p>
      )}
      <div className={classes.part}>
        <LotFacts detail={detail} />
      </div>
      {members.length > 0 && (
        <InspectorPart title={t('lots.members')}>
          <ul className={classes.facts}>
            {members.map((member) => (
              <li key={member.lot}>
                <span>{member.lot}</span>
                <span>
                  {t('lots.expires')} <DayText date={member.expiry} />
                  {member.retest !== null && (
                    <>
                      {' · '}
                      {t('lots.retestDue')} <DayText date={member.retest} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </InspectorPart>
      )}
      {datings.length > 1 && (
        <InspectorPart title={t('lots.datings')}>
          <ul className={classes.facts}>
            {datings.map(({ expiry, kits }) => (
              <li key={expiry}>
                <DayText date={expiry} />
                <span>{t('lots.kitCount', { count: kits, shown: countText(kits) })}</span>
              </li>
            ))}
          </ul>
        </InspectorPart>
      )}
      <InspectorPart title={t('lots.places')}>
        <LotPlaces lot={lot.lot} places={places} />
        <p className={classes.quiet}>
          {t(isBoundaryDayAllowed ? 'lots.boundaryAllowed' : 'lots.boundaryNotAllowed')}
        </p>
      </InspectorPart>
      <InspectorPart title={t('lots.timeline')}>
        <Timeline events={timeline} />
      </InspectorPart>
    </>
  );
}

function LotFacts({ detail: { lot } }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  return (
    <KeyValues
      columns={2}
      items={[
        [t('lots.status'), <StatusBadge key="status" status={lotStatusOf(lot)} />],
        [t('lots.expiry'), <DayText key="expiry" date={lot.expiry} />],
        [t('lots.extendedTo'), <DayText key="extended" date={lot.extendedTo} />],
        [t('lots.retest'), <DayText key="retest" date={lot.retest} />],
        [t('lots.labelGroup'), lot.labelGroup ?? '–'],
        [
          t('lots.campaign'),
          lot.campaign === null ? (
            '–'
          ) : (
            <a key="campaign" href={hashOf('stock', `campaigns/${lot.campaign}`)}>
              {lot.campaign}
            </a>
          ),
        ],
        [t('lots.kits'), countText(lot.kits)],
        [t('lots.available'), countText(lot.available)],
      ]}
    />
  );
}

function LotSteps({ detail: { lot } }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const mayDecide = useMay('lots.setStatus') && lot.status !== 'rejected';
  const mayGroup = useMay('lots.setLabelGroup');
  const mayExtend = useMay('campaigns.start') && lot.campaign === null;
  return (
    <>
      {mayGroup && (
        <Button
          variant="default"
          onClick={() => open({ kind: 'group-lot', lot: lot.lot, group: lot.labelGroup })}
        >
          {t('lots.labelGroup')}
        </Button>
      )}
      {mayExtend && lot.status !== 'rejected' && (
        <Button variant="default" onClick={() => open({ kind: 'start-campaign', lot: lot.lot })}>
          {t('lots.extend')}
        </Button>
      )}
      {mayDecide && (
        <Button variant="default" onClick={() => open({ kind: 'decide-lot', lot: lot.lot })}>
          {t('lots.decide')}
        </Button>
      )}
    </>
  );
}
