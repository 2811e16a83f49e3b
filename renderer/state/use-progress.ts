import { useEffect, useState } from 'react';
import { useClient } from '../transport/client-context.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly message: string;
}

/** What the core says about a long job; without a job name, about any. */
export function useProgress(job: string | undefined, isRunning: boolean): Progress | undefined {
  const client = useClient();
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    setProgress(undefined);
    if (!isRunning) return undefined;
    return client.subscribe((event) => {
      if (event.kind !== 'progress') return;
      if (job === undefined || event.job === job) setProgress(event);
    });
  }, [client, job, isRunning]);
  return progress;
}
