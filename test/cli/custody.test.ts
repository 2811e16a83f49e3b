// Requirements: TRU-17, PLT-10
import { signatureFor } from '../builders/signature-for.ts';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../electron/cli/run-cli.ts';
import { TABLE } from '../../electron/cli/table.ts';
import { passphraseFor, smallCore, someWork } from '../builders/small-core.ts';

const own = 'grey geese cross the fjord';
const passphraseOf = (user: string): string => (user === 'lena' ? own : passphraseFor(user));

let small: Awaited<ReturnType<typeof smallCore>>;
beforeAll(async () => {
  small = await smallCore();
  await someWork(small);
  await bringSecond();
  small.core.close();
});
afterAll(() => small.bench.remove());

/** A second person who holds the key, so that somebody can grant. */
async function bringSecond(): Promise<void> {
  const { core, enter } = small;
  const first = 'words told by telephone only';
  const user = 'lena';
  await enter('ada');
  const role = 'unblinded-pharmacist';
  await core.must('access.addUser', {
    user,
    printedName: 'Lena Second',
    role,
    sites: [],
    passphrase: first,
    signature: signatureFor('access.addUser', 'ada', passphraseFor('ada')),
  });
  await core.must('session.signIn', { user, passphrase: first });
  await core.must('session.changePassphrase', { current: first, next: own });
  await enter('phil');
  await core.must('access.grantUnblinding', {
    user,
    reason: 'a second custodian',
    signature: signatureFor('access.grantUnblinding', 'phil', passphraseFor('phil')),
  });
}

async function run(user: string, ...words: string[]) {
  const out: string[] = [];
  const said: string[] = [];
  const environment = {
    CACHET_DATA: small.bench.dataDirectory,
    CACHET_PASSPHRASE: passphraseOf(user),
  };
  const io = {
    out: (text: string) => out.push(text),
    say: (text: string) => said.push(text),
    environment,
    directory: small.bench.folder,
    stop: new AbortController().signal,
  };
  const [verb = '', ...rest] = words;
  const line = ['custody', verb, '--store', 'study.cachet', '--user', user, ...rest, '--json'];
  const code = await runCli(line, io, TABLE);
  return { code, said: said.join('\n'), json: JSON.parse(out.join('\n') || 'null') as unknown };
}

const request = ['request', '--part', 'kit-map', '--reason', 'Labels are packed again'];

test('one asks, another grants, and one file comes out for its owner alone', async () => {
  expect(await run('phil', ...request)).toMatchObject({
    code: 0,
    json: { code: 'CU-0001', state: 'requested', use: 'export', requestedBy: 'Phil Pharmacist' },
  });
  const alone = await run('phil', 'grant', '--opening', 'CU-0001');
  expect(alone).toMatchObject({ code: 1, json: { refused: {} } });
  const granted = await run('lena', 'grant', '--opening', 'CU-0001');
  expect(granted).toMatchObject({ code: 0, json: { state: 'open', answeredBy: 'Lena Second' } });
  const taken = await run('phil', 'export', '--map', '--out', 'map.csv');
  expect(taken.code).toBe(0);
  const path = join(small.bench.folder, 'map.csv');
  expect(readFileSync(path, 'utf8')).toContain('kit-active');
  expect(statSync(path).mode & 0o077).toBe(0);
  expect((await run('phil', 'export', '--map', '--out', 'again.csv')).code).toBe(1);
});

test('a request is declined or closed, and all stands in the list', async () => {
  await run('phil', ...request);
  const declined = await run('lena', 'decline', '--opening', 'CU-0002', '--reason', 'Not today');
  expect(declined).toMatchObject({ code: 0, json: { state: 'declined' } });
  await run('phil', ...request);
  await run('lena', 'grant', '--opening', 'CU-0003');
  const closed = await run('phil', 'close', '--opening', 'CU-0003');
  expect(closed).toMatchObject({ code: 0, json: { state: 'closed' } });
  const listed = await run('quinn', 'list');
  expect(listed).toMatchObject({ code: 0, json: { total: 3 } });
  const { rows } = listed.json as { rows: { state: string; looks: unknown[] }[] };
  expect(rows.map(({ state }) => state).toSorted()).toEqual(['closed', 'declined', 'used']);
  expect(JSON.stringify(rows)).not.toMatch(/kit-active|Arm /);
  expect(await run('lena', 'list', '--mine')).toMatchObject({ json: { total: 0 } });
});

test('whoever may not is refused, and wrong usage says so', async () => {
  expect((await run('quinn', ...request)).code).toBe(1);
  expect((await run('phil', 'export', '--out', 'x.csv')).code).toBe(2);
  expect((await run('phil', 'export', '--map', '--list', 'MAIN', '--out', 'x.csv')).code).toBe(2);
  expect((await run('phil', 'grant')).code).toBe(2);
});
