import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const demonstration = join(
  import.meta.dirname,
  '..',
  '..',
  'resources',
  'demonstration',
  'study.yaml',
);

/** The definition of the demonstration under another protocol number. */
export const goodDefinition = (): string =>
  readFileSync(demonstration, 'utf8').replace('CCH-301', 'ABC-101');

/** The same with two slips of the pen: an arm that does not exist, and a ratio that is none. */
export const definitionWithSlips = (): string =>
  goodDefinition()
    .replace('visit: V3, arm: active', 'visit: V3, arm: verum')
    .replace('visit: V4, arm: placebo', 'visit: V9, arm: placebo');
