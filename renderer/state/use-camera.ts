import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

export type CameraState = 'off' | 'starting' | 'on' | 'refused';

export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  start(): Promise<void>;
  stop(): void;
}

/** The camera of this computer, only while it is asked for; it is off again when the component goes. */
export function useCamera(): Camera {
  const video = useRef<HTMLVideoElement | null>(null);
  const stream = useRef<MediaStream | null>(null);
  const [state, setState] = useState<CameraState>('off');
  const stop = useCallback(() => {
    for (const track of stream.current?.getTracks() ?? []) track.stop();
    stream.current = null;
    setState('off');
  }, []);
  const start = useCallback(async () => {
    setState('starting');
    const wanted = { video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false };
    const opened = await navigator.mediaDevices?.getUserMedia(wanted).catch(() => undefined);
    if (opened === undefined || video.current === null) {
      for (const track of opened?.getTracks() ?? []) track.stop();
      return setState('refused');
    }
    stream.current = opened;
    video.current.srcObject = opened;
    await video.current.play().catch(() => undefined);
    setState('on');
  }, []);
  useEffect(() => stop, [stop]);
  return { video, state, start, stop };
}
