import { Alert, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { countText } from '../../components/format.ts';
import type { Failure } from '../../transport/client.ts';

interface Properties {
  readonly isChosen: boolean;
  readonly counted: OutputOf<'labels.count'> | undefined;
  readonly failure: Failure | undefined;
}

const shown = 3;

/** What a choice of kits comes to, before anything is issued. */
export function ChoiceSummary({ isChosen, counted, failure }: Properties) {
  const { t } = useTranslation();
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  if (!isChosen) return <p className="quiet">{t('labels.choiceNone')}</p>;
  if (counted === undefined) return <Skeleton height={22} />;
  const { kits, first, last, withLabels, leftOut, because } = counted;
  return (
    <div aria-live="polite">
      <p style={{ margin: 0 }}>{t('labels.choice', { kits: countText(kits), first, last })}</p>
      {withLabels > 0 && (
        <Alert color="yellow" mt="xs" p="xs">
          {t('labels.again', { count: withLabels })}
        </Alert>
      )}
      {leftOut > 0 && (
        <p className="quiet" style={{ marginBottom: 0 }}>
          {t('labels.leftOut', { count: leftOut, because: because.slice(0, shown).join(' ') })}
        </p>
      )}
    </div>
  );
}
