// Finds a Node that is new enough, whatever Node started us.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const LEAST = 24;

export const isNewEnough = (version = process.versions.node) =>
  Number(version.split('.')[0]) >= LEAST;

/** The path of a Node >= 24; throws with one sentence for the person when there is none. */
export function findNode(root, version = process.versions.node) {
  if (isNewEnough(version)) return process.execPath;
  const isWindows = process.platform === 'win32';
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  const pinned = join(root, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  throw new Error(
    `Cachet needs Node ${LEAST} or newer and this is Node ${version}: install it from https://nodejs.org and run the command again.`,
  );
}
