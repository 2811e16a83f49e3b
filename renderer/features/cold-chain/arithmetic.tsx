import { useTranslation } from 'react-i18next';
import type { ExposedGroup } from '../../../shared/contracts/cold-chain-parts.ts';
import { countText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { Panel } from '../../components/panel.tsx';
import { SmallTable } from '../../components/small-table.tsx';
import { Tier } from './tier.tsx';
import { bandText, degreesText, durationText, instantOf } from './words.ts';
import classes from './cold-chain.module.css';

type Band = ExposedGroup['bands'][number];

const kitsShown = 60;

/** The arithmetic of kits that share one history, open to be followed line by line. */
export function Arithmetic({
  group,
  index,
}: {
  readonly group: ExposedGroup;
  readonly index: number;
}) {
  const { t } = useTranslation();
  const hidden = group.kits.length - kitsShown;
  return (
    <Panel
      title={t('temperature.group', {
        number: index + 1,
        count: group.kits.length,
        shown: countText(group.kits.length),
      })}
      actions={<Tier tier={group.tier} />}
    >
      <ul className={classes.reasons}>
        {group.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <Bands bands={group.bands} label={t('temperature.bands')} />
      <div style={{ marginTop: 12 }}>
        <Figures group={group} />
      </div>
      <div className={classes.kits}>
        {group.kits.slice(0, kitsShown).map((number) => (
          <KitNumber key={number} number={number} />
        ))}
        {hidden > 0 && t('temperature.andMore', { count: hidden })}
      </div>
    </Panel>
  );
}

function Bands({ bands, label }: { readonly bands: readonly Band[]; readonly label: string }) {
  const { t } = useTranslation();
  const time = (key: 'usedBefore' | 'usedHere' | 'missing' | 'remaining') => ({
    key,
    header: t(`temperature.band.${key}`),
    width: 'minmax(88px, 1fr)',
    align: 'right' as const,
    cell: (band: Band) => durationText(band[key]),
  });
  return (
    <SmallTable
      label={label}
      rows={bands}
      rowKey={(band) => String(band.low)}
      empty={null}
      columns={[
        {
          key: 'band',
          header: t('temperature.band.name'),
          width: 'minmax(110px, 1.2fr)',
          cell: (band) => bandText(band.low, band.high),
        },
        {
          key: 'allowed',
          header: t('temperature.band.allowed'),
          width: 'minmax(88px, 1fr)',
          align: 'right',
          cell: (band) =>
            band.allowed === null ? t('temperature.band.free') : durationText(band.allowed),
        },
        time('usedBefore'),
        time('usedHere'),
        time('missing'),
        time('remaining'),
        {
          key: 'longest',
          header: t('temperature.band.longest'),
          width: 'minmax(120px, 1.2fr)',
          align: 'right',
          cell: (band) =>
            band.longestAllowed === null
              ? durationText(band.longest)
              : t('temperature.band.ofAllowed', {
                  longest: durationText(band.longest),
                  allowed: durationText(band.longestAllowed),
                }),
        },
      ]}
    />
  );
}

function Figures({ group }: { readonly group: ExposedGroup }) {
  const { t } = useTranslation();
  return (
    <KeyValues
      columns={3}
      items={[
        [t('temperature.figure.from'), <InstantText key="from" at={instantOf(group.from)} />],
        [t('temperature.figure.to'), <InstantText key="to" at={instantOf(group.to)} />],
        [
          t('temperature.figure.profile'),
          `${group.profile}, ${t('temperature.version', { version: group.version })}`,
        ],
        [t('temperature.figure.lowest'), degreesText(group.lowestC)],
        [t('temperature.figure.highest'), degreesText(group.highestC)],
        [t('temperature.figure.meanKinetic'), degreesText(group.meanKineticC)],
        [t('temperature.figure.worstDay'), degreesText(group.worstDayC)],
        [t('temperature.figure.worstThirtyDays'), degreesText(group.worstThirtyDaysC)],
        [t('temperature.figure.equivalent'), durationText(group.equivalentSeconds)],
      ]}
    />
  );
}
