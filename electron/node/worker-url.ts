import { pathToFileURL } from 'node:url';
import { appRoot } from './places.ts';

/**
 * The program of a worker thread: the source itself when running from sources, the built file otherwise.
 * `core` is `core.worker.ts`, built as `.build/node/core-worker.js`.
 */
export function workerUrl(name: 'core' | 'simulation', here: string = import.meta.url): URL {
  if (here.endsWith('.ts')) return new URL(`./${name}.worker.ts`, here);
  return new URL(`.build/node/${name}-worker.js`, pathToFileURL(appRoot(here)));
}
