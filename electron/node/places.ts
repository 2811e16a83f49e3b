import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `.build/` and `resources/`: the checkout, or the packaged application. */
export function appRoot(here: string = import.meta.url): string {
  if (here.endsWith('.ts')) return fileURLToPath(new URL('../..', here));
  const build = here.lastIndexOf('/.build/');
  if (build < 0) throw new Error(`not running from a build: ${here}`);
  return fileURLToPath(here.slice(0, build + 1));
}

/** The built window. */
export const rendererDirectory = (): string => join(appRoot(), '.build', 'renderer');

/** The page that shows and verifies an evidence pack. */
export const viewerFile = (): string => join(appRoot(), '.build', 'viewer', 'index.html');

export const resourcesDirectory = (): string => join(appRoot(), 'resources');

/** Where stores and anchors live by default; `CACHET_DATA` overrides the custom of the operating system. */
export function dataDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (environment['CACHET_DATA']) return environment['CACHET_DATA'];
  if (platform === 'win32') {
    return win32.join(environment['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Cachet');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Cachet');
  return posix.join(environment['XDG_DATA_HOME'] || posix.join(home, '.local', 'share'), 'cachet');
}
