import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ListCard } from '../../../shared/contracts/randomization.ts';
import { countText } from '../../components/format.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import classes from './randomization.module.css';

const Hash = ({ text }: { readonly text: string }) => <code className={classes.hash}>{text}</code>;

/** What everybody may know of a list. */
export function ListFacts({ list }: { readonly list: ListCard }) {
  const { t } = useTranslation();
  const isLive = list.live === true;
  const fallback = list.fallback ?? t('randomization.fallbackNone');
  const items: readonly (readonly [string, ReactNode])[] = [
    [
      t('randomization.procedure'),
      t(`randomization.procedureName.${list.procedure}`, { defaultValue: list.procedure }),
    ],
    isLive
      ? [t('randomization.drawn'), t('randomization.drawnLive', { used: countText(list.used) })]
      : [t('randomization.strata'), countText(list.strata)],
    [
      t(isLive ? 'randomization.definedAt' : 'randomization.generatedAt'),
      <InstantText key="at" at={list.generatedAt} />,
    ],
    ...(list.reserve === true
      ? [[t('randomization.use'), t('randomization.reserve')] as const]
      : isLive
        ? []
        : [[t('randomization.fallback'), fallback] as const]),
    ...(list.cohort === undefined ? [] : [[t('randomization.cohort'), list.cohort] as const]),
    [t('randomization.digest'), <Hash key="digest" text={list.digest} />],
    ...(list.merkleRoot === ''
      ? []
      : [[t('randomization.merkleRoot'), <Hash key="root" text={list.merkleRoot} />] as const]),
    ...list.signatures.map(
      ({ printedName, at }, index) =>
        [
          t('randomization.signedBy', { number: index + 1 }),
          <span key={index}>
            {printedName}
            <br />
            <InstantText at={at} />
          </span>,
        ] as const,
    ),
  ];
  return <KeyValues columns={3} items={items} />;
}
