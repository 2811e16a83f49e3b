/**
 * The program of a worker thread: the source itself when running from sources, the built file otherwise.
 * `core` is `core.worker.ts`, built as `.build/node/core-worker.js`.
 */
export function workerUrl(name: 'core' | 'simulation', here: string = import.meta.url): URL {
  if (here.endsWith('.ts')) return new URL(`./${name}.worker.ts`, here);
  const build = here.lastIndexOf('/.build/');
  if (build < 0) throw new Error(`not running from a build: ${here}`);
  return new URL(`${here.slice(0, build)}/.build/node/${name}-worker.js`);
}
