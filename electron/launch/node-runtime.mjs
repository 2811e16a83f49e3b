// Finds a Node that is new enough, whatever Node started us.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const LEAST = 24;

const major = () => Number(process.versions.node.split('.')[0]);

export const isNewEnough = () => major() >= LEAST;

/** The path of a Node >= 24; throws with one sentence for the person when there is none. */
export function findNode(root) {
  if (isNewEnough()) return process.execPath;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const pinned = join(root, 'node_modules', name, 'bin', file);
  if (existsSync(pinned)) return pinned;
  throw new Error(
    `Cachet needs Node ${LEAST} or newer and this is Node ${process.versions.node}: install it from https://nodejs.org and run the command again.`,
  );
}
