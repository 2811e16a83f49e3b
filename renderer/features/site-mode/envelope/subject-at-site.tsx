import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useQuery } from '../../../state/use-query.ts';
import classes from './envelope.module.css';
import { NoKitLeft } from './no-kit-left.tsx';
import { Release } from './release.tsx';
import { Revealed } from './revealed.tsx';
import { Finished } from './finished.tsx';

interface Properties {
  readonly subject: string;
  onHome(): void;
  /** To a value that was captured wrong. */
  onCorrect(): void;
}

/** One subject from its envelope to the slip; what is asked for follows from what the record says. */
export function SubjectAtSite({ subject, onHome, onCorrect }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('site.subject', { subject });
  if (data === undefined) {
    return failure === undefined ? <Skeleton height={320} /> : <FailureNotice failure={failure} />;
  }
  const { state, layer, layers } = data;
  const isOver = state === 'unusable' && layer >= layers;
  return (
    <Stack gap={28}>
      <div className={classes.subjectLine}>
        <strong>{data.subject}</strong>
        <span>{data.stratumWords}</span>
        <span>{t('siteMode.envelope', { number: data.envelope })}</span>
        {data.correctedTo !== null && (
          <span>{t('siteMode.correctedTo', { stratum: data.correctedTo })}</span>
        )}
        {layer > 1 && <span>{t('siteMode.replacement', { at: layer - 1, of: layers - 1 })}</span>}
      </div>
      {state === 'dispensed' && <Finished subject={data} onHome={onHome} onCorrect={onCorrect} />}
      {state === 'opened' && <Revealed key={layer} subject={data} onHome={onHome} />}
      {isOver && <NoKitLeft subject={data} onHome={onHome} />}
      {(state === 'begun' || (state === 'unusable' && !isOver)) && (
        <Release key={layer} subject={data} onHome={onHome} />
      )}
    </Stack>
  );
}
