import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the program must do, by its id. */
export interface Requirement {
  readonly id: string;
  readonly area: string;
  readonly statement: string;
  /** Regulation, guideline or publication that asks for it. */
  readonly source?: string;
}

/** Files of tests by the requirement that they name. */
export type Tags = ReadonlyMap<string, readonly string[]>;

const idForm = /^[A-Z]{3}-\d{2}$/;

export const readRequirements = (root: string): readonly Requirement[] =>
  JSON.parse(
    readFileSync(join(root, 'test', 'requirements', 'requirements.json'), 'utf8'),
  ) as readonly Requirement[];

/** The comment by which a file of tests says what it holds: `// Requirements: TRU-08, TRU-09`. */
const tagLine = /^\/\/ Requirements: (.+)$/gm;

/** Reads the tags of all tests. A tag speaks for every test of its file. */
export function findTags(root: string): Tags {
  const tags = new Map<string, string[]>();
  for (const file of globSync('test/**/*.{test,spec}.{ts,tsx}', { cwd: root }).toSorted()) {
    const path = file.replaceAll('\\', '/');
    for (const [, ids = ''] of readFileSync(join(root, file), 'utf8').matchAll(tagLine)) {
      for (const id of ids.split(',').map((one) => one.trim())) {
        tags.set(id, [...(tags.get(id) ?? []), path]);
      }
    }
  }
  return tags;
}

/** What is missing between requirements and tests, in words. */
export function traceabilityFaults(
  requirements: readonly Requirement[],
  tags: Tags,
): readonly string[] {
  const known = new Set(requirements.map(({ id }) => id));
  return [
    ...requirements.filter(({ id }) => !tags.has(id)).map(({ id }) => `${id} has no test`),
    ...requirements
      .filter(({ id }) => !idForm.test(id))
      .map(({ id }) => `${id} is not of the form ABC-01`),
    ...[...tags]
      .filter(([id]) => !known.has(id))
      .map(([id, files]) => `${files[0]} names ${id}, which is no requirement`),
  ];
}
