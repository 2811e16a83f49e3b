import { makeWindow } from '../../electron/main/window.ts';
import { hostWindow } from '../../electron/main/ipc-host.ts';
import { startLoopback } from '../../electron/loopback/index.ts';
import { fakeElectron, pageOf } from '../fakes/electron.ts';
import { openLoopbackWindow } from '../fakes/loopback-window.ts';
import { hostSuite } from './suite.ts';

hostSuite('the core itself', async (core) => ({
  request: (request) => core.request(request),
  subscribe: (listener) => core.subscribe(listener),
  close: async () => undefined,
}));

hostSuite('the desktop window', async (core) => {
  const electron = fakeElectron();
  const end = hostWindow(electron.api, makeWindow(electron.api, '/preload.cjs'), core);
  const bridge = pageOf(electron, electron.window())['cachet'];
  if (bridge === undefined) throw new Error('nothing was exposed');
  return { ...bridge, close: async () => end() };
});

hostSuite('the loopback host', async (core) => {
  const host = await startLoopback({ core, renderer: '/nowhere' });
  const window = await openLoopbackWindow(host);
  return {
    ...window,
    close: async () => {
      await window.close();
      await host.close();
    },
  };
});
