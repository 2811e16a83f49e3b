import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { dayText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';

type Detail = OutputOf<'excursions.get'>;

/** How many kits stand in each state now. */
function countsOf(kits: Detail['kits']): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { status } of kits) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts];
}

/** What is proposed while it is open; who decided what, and why, afterwards. */
export function DecisionPanel({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const { decision, excursion, kits } = detail;
  const proposal =
    excursion.status === 'superseded'
      ? 'superseded'
      : excursion.status === 'in-range'
        ? 'inRange'
        : excursion.tier === 1
          ? 'release'
          : excursion.tier === 2
            ? 'time'
            : 'temperature';
  return (
    <Panel title={t(decision === null ? 'temperature.proposal' : 'temperature.decision')}>
      {decision === null ? (
        <p style={{ margin: '0 0 12px' }}>{t(`temperature.proposalText.${proposal}`)}</p>
      ) : (
        <KeyValues
          items={[
            ...decision.outcomes.map(
              ({ group, outcome, kits: count, useBy }) =>
                [
                  t('temperature.groupNumber', { number: group + 1 }),
                  t(`temperature.outcome.${outcome}`, { count }) +
                    (useBy === undefined
                      ? ''
                      : `, ${t('temperature.useBy', { day: dayText(useBy) })}`),
                ] as const,
            ),
            [t('temperature.reason'), decision.reason],
            [t('temperature.signedBy'), `${decision.signedBy}: ${decision.meaning}`],
            [t('temperature.at'), <InstantText key="at" at={decision.at} />],
          ]}
        />
      )}
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: '6px 12px', margin: '12px 0 0' }}>
        {countsOf(kits).map(([status, count]) => (
          <span key={status} style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
            {count} <StatusBadge status={status} />
          </span>
        ))}
      </p>
    </Panel>
  );
}
