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
  // A run that goes on from where it was stopped has done some before its pace is known.
  const begun = useRef<{ readonly at: number; readonly done: number }>(undefined);
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    begun.current = undefined;
    setLeft(undefined);
  }, [job]);
  useEffect(() => {
    if (progress === undefined) return;
    const { done, total } = progress;
    begun.current ??= { at: performance.now(), done };
    const { at, done: before } = begun.current;
    setLeft(secondsLeft({ done: done - before, total: total - before }, performance.now() - at));
  }, [progress]);
  const words = left === undefined ? title : t('forecast.remaining', { title, count: left });
  return <ProgressPanel job={job} title={words} canCancel />;
}
