import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
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

/** Reads a file of the window by its URL path; undefined when there is none. */
export type RendererFiles = (path: string) => Promise<RendererFile | undefined>;

/**
 * The window's files, listed once: a path is served only if it is on the list, letter by letter, so no path can
 * lead out of the folder. `/` is `/index.html`. An absent folder holds no files.
 */
export function rendererFiles(directory: string): RendererFiles {
  const listed = new Map(list(directory).map((file) => [urlPath(directory, file), file]));
  return async (path) => {
    const file = listed.get(path === '/' ? '/index.html' : path);
    if (file === undefined) return undefined;
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    return { type, body: await readFile(file) };
  };
}

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
