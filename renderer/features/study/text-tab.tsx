import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/panel.tsx';
import { useQuery } from '../../state/use-query.ts';
import classes from './study.module.css';

/** The definition as its file has it. */
export function TextTab() {
  const { t } = useTranslation();
  const { data } = useQuery('study.get', {});
  if (data === undefined) return <Skeleton height={420} />;
  return (
    <Panel title={t('study.asFile')} isFlush>
      <pre className={classes.text} tabIndex={0} aria-label={t('study.asFile')}>
        {data.text}
      </pre>
    </Panel>
  );
}
