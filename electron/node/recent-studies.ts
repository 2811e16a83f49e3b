import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileDurably } from './durable-file.ts';

interface RecentFile {
  readonly paths: readonly string[];
}

const kept = 20;

const read = (dataDirectory: string): readonly string[] => {
  const path = join(dataDirectory, 'recent.json');
  if (!existsSync(path)) return [];
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as RecentFile).paths;
  } catch {
    return [];
  }
};

/** Study files opened on this machine, the latest first. */
export const recentStudies = (dataDirectory: string): readonly string[] => read(dataDirectory);

export function rememberStudy(dataDirectory: string, path: string): void {
  const paths = [path, ...read(dataDirectory).filter((other) => other !== path)].slice(0, kept);
  writeFileDurably(join(dataDirectory, 'recent.json'), JSON.stringify({ paths }), 0o600);
}
