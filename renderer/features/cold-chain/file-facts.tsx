import { useTranslation } from 'react-i18next';
import type { InspectedFile } from '../../../shared/contracts/cold-chain-parts.ts';
import { countText } from '../../components/format.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { degreesText, durationText } from './words.ts';

interface Properties {
  readonly facts: Omit<InspectedFile, 'warnings' | 'headings' | 'column' | 'unit'>;
  readonly sha256: string;
  readonly name: string;
}

/** What is known of a logger's file. */
export function FileFacts({ facts, sha256, name }: Properties) {
  const { t } = useTranslation();
  return (
    <KeyValues
      columns={2}
      items={[
        [t('temperature.fact.name'), name],
        [t('temperature.fact.make'), [facts.format, facts.model].filter(Boolean).join(', ')],
        [t('temperature.fact.serial'), facts.serial ?? '–'],
        [
          t('temperature.fact.signature'),
          <StatusBadge key="signature" isPlain status={`signature-${facts.signature}`} />,
        ],
        [t('temperature.fact.first'), facts.first ?? '–'],
        [t('temperature.fact.last'), facts.last ?? '–'],
        [t('temperature.fact.zone'), facts.zone ?? t('temperature.fact.noZone')],
        [
          t('temperature.fact.readings'),
          `${countText(facts.readings)}, ${t('temperature.fact.every', { time: durationText(facts.intervalSeconds) })}`,
        ],
        [t('temperature.fact.range'), `${degreesText(facts.minC)} – ${degreesText(facts.maxC)}`],
        [t('temperature.fact.meanKinetic'), degreesText(facts.mktC)],
        [
          t('temperature.fact.gaps'),
          t('temperature.fact.gapsOf', { count: facts.gaps, time: durationText(facts.gapSeconds) }),
        ],
        [
          t('temperature.fact.lines'),
          [facts.missing, facts.unreadable, facts.duplicates, facts.outOfOrder].join(', '),
        ],
        [t('temperature.fact.digest'), <code key="sha">{sha256.slice(0, 16)}…</code>],
      ]}
    />
  );
}
