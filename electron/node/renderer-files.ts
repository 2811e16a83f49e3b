import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

export interface RendererFile {
  readonly type: string;
  readonly body: Buffer;
}

/** A file of the window by its URL path; undefined when there is none. */
export type RendererFiles = (path: string) => RendererFile | undefined;

/**
 * The window's files, read once: a running console keeps serving the window that it began with while a newer one is
 * built in its place. A path is served only if it is on the list, letter by letter, so no path can lead out of the
 * folder. `/` is `/index.html`. An absent folder holds no files.
 */
export function rendererFiles(directory: string): RendererFiles {
  const files = new Map(
    list(directory).map((file) => [urlPath(directory, file), fileOfWindow(file)]),
  );
  return (path) => files.get(path === '/' ? '/index.html' : path);
}

const fileOfWindow = (file: string): RendererFile => ({
  type: TYPES[extname(file)] ?? 'application/octet-stream',
  body: readFileSync(file),
});

const urlPath = (directory: string, file: string): string =>
  `/${relative(directory, file).split(sep).join('/')}`;

function list(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}
