// Requirements: HUB-07, HUB-09
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drillPassphrase } from '../../electron/node/drill/drill-core.ts';
import { cachetJson } from '../cli/spawn-cli.ts';
import { subjectAt } from '../builders/list-life.ts';
import { urlAs } from './fresh-database.ts';
import { enrolAt, sharedStudy } from './shared-consoles.ts';
import type { SharedConsole, SharedStudy } from './shared-consoles.ts';

let study: SharedStudy;
beforeAll(async () => {
  study = await sharedStudy();
});
afterAll(() => study.close());

/** The real command line on a machine of its own. */
const on = (words: readonly string[], dataDirectory: string) =>
  cachetJson(words, undefined, {
    CACHET_DATA: dataDirectory,
    CACHET_PASSPHRASE: drillPassphrase,
  });

it('a machine joins by commands, and processes on both record at once', async () => {
  const { made, folder } = study;
  const first = study.consoles[0] as SharedConsole;
  first.core.close();
  const path = join(folder, 'depot.cachet');
  const at = ['--database-url', urlAs(made.url, '', ''), '--hub', made.hub];
  const [here, there] = [first.dataDirectory, join(folder, 'depot')];
  const { json: asked } = await on(['hub', 'join', ...at], there);
  const { request, fingerprint, code, codeFingerprint } = asked as Record<string, string>;
  await enrolAt(made, { request: request ?? '', fingerprint: fingerprint ?? '' });
  const wish = ['--code', code ?? '', '--fingerprint', codeFingerprint ?? ''];
  const store = ['--store', first.path];
  const admitted = await on(['hub', 'admit', ...store, '--user', 'ada', ...wish], here);
  expect(admitted.code).toBe(0);
  const joined = await on(['hub', 'join', ...at, '--store', path, '--user', 'maren'], there);
  expect(joined.json).toMatchObject({ path });
  const randomize = (subject: string, file: string, given: string) => {
    const input = JSON.stringify(subjectAt(subject, 'S001', { sex: 'male' }));
    const words = ['call', 'subjects.allocate', '--store', file, '--user', 'maren'];
    return on([...words, '--input', input], given);
  };
  const both = await Promise.all([
    randomize('P-1', first.path, here),
    randomize('P-2', path, there),
  ]);
  const numbers = both.map(({ json }) => json['randomizationNumber']);
  expect(numbers.toSorted()).toEqual(['R00001', 'R00002']);
});
