import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { useProgress } from '../../state/use-progress.ts';
import { secondsLeft } from './remaining.ts';

interface Properties {
  readonly job: string;
  readonly title: string;
}

/** Progress of a simulation with the time that it will still take, and a way to stop it. */
export function RunProgress({ job, title }: Properties) {
  const { t } = useTranslation();
  const progress = useProgress(job, true);
  const begun = useRef(0);
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    begun.current = performance.now();
  }, [job]);
  useEffect(() => {
    const elapsed = performance.now() - begun.current;
    setLeft(progress === undefined ? undefined : secondsLeft(progress, elapsed));
  }, [progress]);
  const words = left === undefined ? title : t('forecast.remaining', { title, count: left });
  return <ProgressPanel job={job} title={words} canCancel />;
}
