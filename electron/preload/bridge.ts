import type { ContextBridge, IpcRenderer, IpcRendererEvent } from 'electron';
import { EVENT_CHANNEL, REQUEST_CHANNEL } from '../../shared/contracts/channels.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Request } from '../../shared/contracts/reply.ts';

/** Gives the window exactly two functions and nothing of Electron: neither the event object nor a channel name. */
export function exposeBridge(
  bridge: Pick<ContextBridge, 'exposeInMainWorld'>,
  ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>,
): void {
  const request = ({ name, input, requestId }: Request): Promise<unknown> =>
    ipc.invoke(REQUEST_CHANNEL, { name, input, requestId });
  const subscribe = (listener: (event: CoreEvent) => void): (() => void) => {
    const pass = (_: IpcRendererEvent, event: CoreEvent): void => listener(event);
    ipc.on(EVENT_CHANNEL, pass);
    return () => void ipc.off(EVENT_CHANNEL, pass);
  };
  bridge.exposeInMainWorld('cachet', Object.freeze({ request, subscribe }));
}
