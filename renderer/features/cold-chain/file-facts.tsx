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
        [t('coldChain.fact.name'), name],
        [t('coldChain.fact.make'), [facts.format, facts.model].filter(Boolean).join(', ')],
        [t('coldChain.fact.serial'), facts.serial ?? '–'],
        [
          t('coldChain.fact.signature'),
          <StatusBadge key="signature" isPlain status={`signature-${facts.signature}`} />,
        ],
        [t('coldChain.fact.first'), facts.first ?? '–'],
        [t('coldChain.fact.last'), facts.last ?? '–'],
        [t('coldChain.fact.zone'), facts.zone ?? t('coldChain.fact.noZone')],
        [
          t('coldChain.fact.readings'),
          `${countText(facts.readings)}, ${t('coldChain.fact.every', { time: durationText(facts.intervalSeconds) })}`,
        ],
        [t('coldChain.fact.range'), `${degreesText(facts.minC)} – ${degreesText(facts.maxC)}`],
        [t('coldChain.fact.meanKinetic'), degreesText(facts.mktC)],
        [
          t('coldChain.fact.gaps'),
          t('coldChain.fact.gapsOf', { count: facts.gaps, time: durationText(facts.gapSeconds) }),
        ],
        [
          t('coldChain.fact.lines'),
          [facts.missing, facts.unreadable, facts.duplicates, facts.outOfOrder].join(', '),
        ],
        [t('coldChain.fact.digest'), <code key="sha">{sha256.slice(0, 16)}…</code>],
      ]}
    />
  );
}
