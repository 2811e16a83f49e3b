// Requirements: HUB-06
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { DrillClock, drillCore, drillPassphrase } from '../../electron/node/drill/drill-core.ts';
import type { AskCore } from '../../electron/node/hub/ask-core.ts';
import { exchange } from '../../electron/node/hub/exchange.ts';
import { machinePrinter } from '../../electron/node/printer.ts';
import { resourcesDirectory } from '../../electron/node/places.ts';
import { contracts } from '../../shared/contracts/index.ts';
import { lockList, stockSites, subjectAt } from '../builders/list-life.ts';
import { openStudy, signatureOf } from '../builders/open-study.ts';
import type { OpenStudy } from '../builders/open-study.ts';
import { smallStudyText } from '../builders/small-study.ts';
import { seededRandom } from '../fakes/random.ts';
import { rawClient } from './fresh-database.ts';
import { growingMachine } from './growing-machine.ts';
import { exchangeOf, workingMachine } from './joined-study.ts';
import { connectedAs, enrolled, makeTestHub, must, newMachine } from './machines.ts';
import type { MadeHub } from './machines.ts';

type Arms = readonly [first: string, second: string];

const start = '2026-03-02T09:00:00.000Z';
const signed = (name: 'packs.enrol' | 'packs.issue') =>
  signatureOf('pharma', contracts[name].signatures?.meaning);

async function consoleOf(arms: Arms): Promise<OpenStudy> {
  const study = openStudy({
    definition: smallStudyText({ arms: arms.map((id) => [id, 1] as const) }),
    start,
    ports: { random: seededRandom('hub'), printer: machinePrinter },
  });
  await stockSites(
    study,
    ['S001'],
    30,
    arms.map((id) => `kit-${id}`),
  );
  await study.must('stat', 'randomization.generate', {
    list: 'MAIN',
    parameters: { block: 4 },
    stratifyBy: ['site', 'sex'],
    slotsPerStratum: 8,
  });
  await lockList(study, 'MAIN');
  return study;
}

/** Packs go down, a record comes up, another pack goes down: then everything that the hub holds. */
async function lived(arms: Arms): Promise<string> {
  const made = await makeTestHub();
  const study = await consoleOf(arms);
  const folder = mkdtempSync(join(tmpdir(), 'cachet-hub-blind-'));
  const [dataDirectory, path] = [join(folder, 'data'), join(folder, 'site.cachet')];
  const place = { dataDirectory, resources: resourcesDirectory() };
  const site = drillCore(place, new DrillClock(start as never));
  try {
    const { request, fingerprint, device } = await site.must('site.request', {});
    const enrol = { site: 'S001', request, fingerprint, signature: signed('packs.enrol') };
    await study.must('pharma', 'packs.enrol', enrol);
    await issue(study, device, 'P-1');
    const { name, base64 } = await study.must('pharma', 'packs.file', { pack: 'P-1' });
    const people = [{ user: 'nora', printedName: 'Nora', passphrase: drillPassphrase }];
    await site.must('site.create', { file: { name, base64 }, path, people });
    await site.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
    await enrolled(made, 'ZL-301', 'S001', workingMachine(site).device);
    for (let i = 0; i < 6; i += 1) await randomize(site, i);
    const settings = { hub: made.hub, address: made.address };
    must(await exchangeOf(site, settings));
    await issue(study, device, 'P-2');
    const { machine } = growingMachine(await enrolled(made, 'ZL-301', null, newMachine()));
    const ask: AskCore = (what, input) => study.must('pharma', what, input);
    const home = must(await exchange(settings, { ...machine, kind: 'console' }, ask));
    expect(home.taken).toMatchObject([{ kind: 'record', outcome: 'taken' }]);
    const down = must(await exchangeOf(site, settings));
    expect(down.taken.map(({ key }) => key)).toEqual(['P-1', 'P-2']);
    return await dump(made);
  } finally {
    site.close();
    study.close();
    await made.owner.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const issue = (study: OpenStudy, device: string, pack: string) =>
  study.must('pharma', 'packs.issue', {
    pack,
    site: 'S001',
    device,
    envelopesPerStratum: pack === 'P-1' ? 4 : 2,
    layers: 2,
    release: 'self',
    validFrom: start,
    validUntil: '2026-03-20T09:00:00.000Z',
    signature: signed('packs.issue'),
  });

async function randomize(site: ReturnType<typeof drillCore>, i: number): Promise<void> {
  const sex = i % 2 === 0 ? 'female' : 'male';
  const { site: _site, ...input } = subjectAt(`N-${i}`, 'S001', { sex });
  const { subject } = await site.must('site.begin', input);
  const { kits } = await site.must('site.open', { subject });
  await site.must('site.dispense', { subject, kits });
}

/** Every row of every table of the database, system tables of the hub's schema included, as whoever owns it. */
async function dump(made: MadeHub): Promise<string> {
  const client = await rawClient(made.url);
  try {
    const tables = await client.query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('hub', 'public') ORDER BY 1`,
    );
    const lines: string[] = [];
    for (const { name } of tables.rows as readonly { readonly name: string }[]) {
      const { rows } = await client.query({ text: `SELECT * FROM ${name}`, rowMode: 'array' });
      for (const row of rows as readonly unknown[][]) {
        lines.push(`${name} ${row.map(inText).join(' | ')}`);
      }
    }
    return lines.join('\n');
  } finally {
    await client.end();
  }
}

const inText = (value: unknown): string => {
  // Signatures are as random as the keys that made them.
  if (Buffer.isBuffer(value)) return value.length === 64 ? '<64>' : value.toString('latin1');
  if (value instanceof Date) return '<time>';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Ciphertext, hashes and numbers of machines are noise; their lengths are not. */
const withoutNoise = (text: string): string =>
  text
    .replace(/[A-Za-z0-9+/]{40,}={0,2}/g, (noise) => `<${noise.length}>`)
    .replace(/[0-9a-f]{16,}/g, (noise) => `<${noise.length}>`)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>');

test('whoever owns the hub sees the same rows and sizes whichever arm has which name, and no arm', async () => {
  const one = await lived(['verum', 'sugar']);
  const other = await lived(['sugar', 'verum']);
  expect(one).toContain('cachet-bundle/1');
  expect(`${one}${other}`).not.toMatch(/verum|sugar|kit-|N-\d|nora/i);
  const shown = [one, other].map(withoutNoise);
  expect(shown[1]).toBe(shown[0]);
  const numbers = new Set(one.match(/\b\d{8}\b/g));
  expect([...numbers]).toEqual([]);
});

test('an unsealed file would be seen in the dump', async () => {
  const made = await makeTestHub();
  try {
    const [console_, site] = [await enrolled(made, 'X', null), await enrolled(made, 'X', 'S001')];
    const { db } = await connectedAs(made, console_);
    const [open, seal] = [Buffer.from('{"arm":"verum"}'), Buffer.alloc(64)];
    await sql`SELECT hub.post_pack(${site.id}, 'P-1', 'digest', ${open}, ${seal})`.execute(db);
    expect(await dump(made)).toMatch(/verum/);
  } finally {
    await made.owner.close();
  }
});
