import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../shared/contracts/index.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useQuery } from '../../state/use-query.ts';
import classes from './labels.module.css';

interface Properties {
  readonly input: InputOf<'labels.preview'>;
  readonly name: string;
  /** Says what the barcodes hold, and whether the data are real. */
  readonly explains?: boolean;
}

/** One label as it will be printed. */
export function LabelPicture({ input, name, explains = false }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('labels.preview', input, { keepsFormer: true });
  if (failure !== undefined) return <FailureNotice failure={failure} />;
  if (data === undefined) return <Skeleton height={190} />;
  return (
    <div>
      <div className={classes.frame}>
        <img
          className={classes.paper}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(data.svg)}`}
          alt={t('labels.previewOf', { template: name })}
        />
      </div>
      {explains && (
        <p className={classes.note}>
          {data.isSample && <>{t('labels.sample')} · </>}
          {t('labels.holds')}{' '}
          {data.barcodes.map(({ inWords }) => (
            <span key={inWords} className={classes.holds}>
              {inWords}{' '}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
