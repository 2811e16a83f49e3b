import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { InspectorPart } from '../../../components/inspector.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { KitNumber } from '../../../components/kit-number.tsx';
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
        [t('backup.stratum'), correction?.stratum ?? item.stratum],
        ...(correction === null ? [] : [[t('backup.correction'), correction.reason] as const]),
        [t('backup.kits'), item.kits.map((number) => <KitNumber key={number} number={number} />)],
        ...unusable.map(
          ({ kits, condition, note }) =>
            [t(`backup.unusable.${condition}`), `${kits.join(', ')}: ${note}`] as const,
        ),
        [t('backup.consent'), item.consent.version],
        ...openings.map(
          ({ layer, mode, openedBy, second, released }) =>
            [
              t('backup.opening', { layer }),
              t(`backup.openedHow.${released === false ? 'unreleased' : mode}`, {
                by: openedBy,
                second,
              }),
            ] as const,
        ),
      ]}
    />
  );
}

function ConsoleSide({ item }: { readonly item: OfflineAssignment }) {
  const { t } = useTranslation();
  const { subject, kits, stratum, pack } = item.console;
  return (
    <KeyValues
      items={[
        [t('backup.site'), subject?.site ?? t('backup.subjectUnknown')],
        [
          t('backup.randomizedAt'),
          subject === null ? '–' : <InstantText key="a" at={subject.at} />,
        ],
        [t('backup.pack'), pack ?? t('backup.packUnknown')],
        [t('backup.stratum'), stratum],
        ...kits.map(
          ({ number, state }) =>
            [t('backup.kit', { number }), t(`status.${state}`, { defaultValue: state })] as const,
        ),
      ]}
    />
  );
}
