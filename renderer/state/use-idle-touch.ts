import { useEffect } from 'react';
import { useClient } from '../transport/client-context.ts';
import { useSession } from './session.ts';

const signs = ['pointerdown', 'keydown', 'wheel', 'pointermove'] as const;

/** Tells the core that the person is still there, at most a few times within the time until the idle lock. */
export function useIdleTouch(): void {
  const client = useClient();
  const { idleLockSeconds } = useSession().status;
  useEffect(() => {
    const gap = Math.max(2000, (idleLockSeconds * 1000) / 6);
    let last = Number.NEGATIVE_INFINITY;
    const onSign = (event: Event): void => {
      if (event.timeStamp - last < gap) return;
      last = event.timeStamp;
      void client.ask('session.touch', {});
    };
    for (const sign of signs) window.addEventListener(sign, onSign, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, onSign);
    };
  }, [client, idleLockSeconds]);
}
