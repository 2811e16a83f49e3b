import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { InspectorPart } from '../../../components/inspector.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { KitNumber } from '../../../components/kit-number.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import classes from '../backup.module.css';

export type OfflineAssignment = OutputOf<'reconciliation.get'>;

/** What the site's record says, and what the console holds beside it. */
export function Evidence({ item }: { readonly item: OfflineAssignment }) {
  const { t } = useTranslation();
  return (
    <InspectorPart title={t('backup.evidence')}>
      <div className={classes.sides}>
        <section className={classes.side}>
          <h3>{t('backup.siteSays')}</h3>
          <SiteSide item={item} />
        </section>
        <section className={classes.side}>
          <h3>{t('backup.consoleSays')}</h3>
          <ConsoleSide item={item} />
        </section>
      </div>
    </InspectorPart>
  );
}

function SiteSide({ item }: { readonly item: OfflineAssignment }) {
  const { t } = useTranslation();
  const { openings, unusable, correction } = item;
  return (
    <KeyValues
      items={[
        [t('backup.site'), item.site],
        [
          t('backup.openedAt'),
          <InstantText key="a" at={item.at} offsetMinutes={item.offsetMinutes} />,
        ],
        [t('backup.envelope'), `${item.pack} · ${item.envelope}`],
        [t('backup.stratum'), correction?.stratumWords ?? item.stratumWords],
        ...(correction === null ? [] : [[t('backup.correction'), correction.reason] as const]),
        ...item.factors.map(({ factor, value }) => [factor, value] as const),
        ...(correction?.factors ?? []).map(
          ({ factor, value }) => [t('backup.corrected', { factor }), value] as const,
        ),
        [
          t('backup.kits'),
          <span key="k" className={classes.kits}>
            {item.kits.map((number) => (
              <KitNumber key={number} number={number} />
            ))}
          </span>,
        ],
        ...unusable.map(
          ({ kits, condition, note }) =>
            [t(`backup.unusable.${condition}`), `${kits.join(', ')}: ${note}`] as const,
        ),
        [t('backup.consent'), item.consent.version],
        ...openings.map(
          ({ layer, kits, mode, openedBy, second, released }) =>
            [
              t('backup.opening', { layer }),
              `${t(`backup.openedHow.${released === false ? 'unreleased' : mode}`, {
                by: openedBy,
                second,
              })} · ${t('backup.showed', { kits: kits.join(', ') })}`,
            ] as const,
        ),
      ]}
    />
  );
}

function ConsoleSide({ item }: { readonly item: OfflineAssignment }) {
  const { t } = useTranslation();
  const { subject, kits, stratumWords, pack } = item.console;
  return (
    <KeyValues
      items={[
        [t('backup.site'), subject?.site ?? t('backup.subjectUnknown')],
        [
          t('backup.randomizedAt'),
          subject === null ? '–' : <InstantText key="a" at={subject.at} />,
        ],
        [
          t('backup.pack'),
          pack === null ? (
            t('backup.packUnknown')
          ) : (
            <StatusBadge key="p" isPlain status={`pack-${pack.status}`} />
          ),
        ],
        ...(pack === null
          ? []
          : [
              [t('backup.validFrom'), <InstantText key="f" at={pack.validFrom} />] as const,
              [t('backup.validUntil'), <InstantText key="u" at={pack.validUntil} />] as const,
              ...(pack.status === 'issued'
                ? []
                : [
                    [
                      t(`backup.endedAt.${pack.status}`),
                      <InstantText key="e" at={pack.statusAt} />,
                    ] as const,
                  ]),
            ]),
        [t('backup.stratum'), stratumWords ?? '–'],
        ...kits.map(
          ({ number, state }) =>
            [t('backup.kit', { number }), t(`status.${state}`, { defaultValue: state })] as const,
        ),
      ]}
    />
  );
}
