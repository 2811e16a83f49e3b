import type { RendererFiles } from '../node/renderer-files.ts';
import { windowHeaders } from '../node/window-headers.ts';
import type { ElectronApi } from './electron-api.ts';

export const SCHEME = 'cachet';
export const ORIGIN = `${SCHEME}://console`;

/** Must run before Electron is ready: the window's files get an origin of their own instead of `file:`. */
export function claimScheme({ protocol }: Pick<ElectronApi, 'protocol'>): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Serves the built window, and nothing else, at `ORIGIN`. */
export function serveWindowFiles(
  { protocol }: Pick<ElectronApi, 'protocol'>,
  files: RendererFiles,
): void {
  const headers = windowHeaders();
  protocol.handle(SCHEME, (request) => {
    const { host, pathname } = new URL(request.url);
    const isOurs = request.method === 'GET' && `${SCHEME}://${host}` === ORIGIN;
    const file = isOurs ? files(pathname) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers });
    const body = new Uint8Array(file.body);
    return new Response(body, { headers: { ...headers, 'content-type': file.type } });
  });
}
