import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DrillClock, drillCore, drillPassphrase } from '../../../electron/node/drill/drill-core.ts';
import { openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import { openDatabase } from '../../../electron/node/open-database.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { lockList, stockSites, subjectAt } from '../../builders/list-life.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import { seededRandom } from '../../fakes/random.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { contracts } from '../../../shared/contracts/index.ts';

type Arms = readonly [first: string, second: string];

const start = '2026-03-02T09:00:00.000Z';
const until = '2026-03-20T09:00:00.000Z';

interface Wish {
  readonly arms: Arms;
  readonly seed: string;
  readonly blinding?: string;
}

const signed = (name: 'packs.enrol' | 'packs.issue') =>
  signatureOf('pharma', contracts[name].signatures?.meaning);

/** A console whose arms stand in this order, with a locked list by site and kits at S001. */
async function consoleOf({ arms, seed, blinding }: Wish): Promise<OpenStudy> {
  const study = openStudy({
    definition: smallStudyText({
      arms: arms.map((id) => [id, 1] as const),
      ...(blinding === undefined ? {} : { blinding }),
    }),
    start,
    ports: { random: seededRandom(seed), printer: machinePrinter },
  });
  const types = arms.map((id) => `kit-${id}`);
  await stockSites(study, ['S001'], 30, types);
  await study.must('stat', 'randomization.generate', {
    list: 'MAIN',
    parameters: { block: 4 },
    stratifyBy: ['site', 'sex'],
    slotsPerStratum: 8,
  });
  await lockList(study, 'MAIN');
  return study;
}

interface Lived {
  /** Everything in the file of a site after all its envelopes were opened, and the lengths of what is sealed in it. */
  readonly file: string;
  /** Everything that blinded people of the console see of packs, records and verdicts afterwards. */
  readonly blinded: string;
}

async function lived(wish: Wish): Promise<Lived> {
  const study = await consoleOf(wish);
  const folder = mkdtempSync(join(tmpdir(), 'cachet-permutation-'));
  const [dataDirectory, path] = [join(folder, 'data'), join(folder, 'site.cachet')];
  const site = drillCore(
    { dataDirectory, resources: resourcesDirectory() },
    new DrillClock(start as never),
  );
  try {
    const { request, fingerprint, device } = await site.must('site.request', {});
    const signature = signed('packs.enrol');
    await study.must('pharma', 'packs.enrol', { site: 'S001', request, fingerprint, signature });
    await study.must('pharma', 'packs.issue', {
      pack: 'P-1',
      site: 'S001',
      device,
      envelopesPerStratum: 4,
      layers: 2,
      release: 'self',
      validFrom: start,
      validUntil: until,
      signature: signed('packs.issue'),
    });
    const { name, base64 } = await study.must('pharma', 'packs.file', { pack: 'P-1' });
    const people = [{ user: 'nora', printedName: 'Nora', passphrase: drillPassphrase }];
    await site.must('site.create', { file: { name, base64 }, path, people });
    await site.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
    for (let i = 0; i < 8; i += 1) await openAll(site, i);
    const { file } = await site.must('site.bundle', {});
    await study.must('pharma', 'bundles.import', {
      file: { name: file.name, base64: file.base64 },
    });
    site.close();
    return { file: await dumped(dataDirectory, path), blinded: await blindedViews(study) };
  } finally {
    site.close();
    study.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const blindedPeople = ['qa', 'site', 'depot', 'admin'] as const;

/** Rows in an order of their own: keys are hashes, and as random as the identity of the machine. */
async function blindedViews(study: OpenStudy): Promise<string> {
  const lines: string[] = [];
  for (const person of blindedPeople) {
    const { rows } = await study.must(person, 'reconciliation.items', { limit: 100 });
    const evidence: string[] = [];
    for (const { key } of rows) {
      evidence.push(JSON.stringify(await study.must(person, 'reconciliation.get', { key })));
    }
    const others = [
      await study.must(person, 'packs.page', {}),
      await study.must(person, 'packs.get', { pack: 'P-1' }),
      await study.must(person, 'packs.devices', {}),
      await study.must(person, 'bundles.page', {}),
      await study.must(person, 'reconciliation.summary', {}),
    ].map((view) => JSON.stringify(view));
    lines.push(person, ...evidence.map(plain).sort(), ...others.map(plain));
  }
  return lines.join('\n');
}

async function openAll(site: ReturnType<typeof drillCore>, i: number): Promise<void> {
  const { site: _site, ...input } = subjectAt(`N-${i}`, 'S001', {
    sex: i % 2 === 0 ? 'female' : 'male',
  });
  const { subject } = await site.must('site.begin', input);
  const first = await site.must('site.open', { subject });
  await site.must('site.unusable', {
    subject,
    kits: first.kits,
    condition: 'damaged',
    reason: 'to see the next one',
  });
  const { kits } = await site.must('site.open', { subject });
  await site.must('site.dispense', { subject, kits });
}

/** Every row of every table, decrypted as a thief with the passphrase would. */
async function dumped(dataDirectory: string, path: string): Promise<string> {
  const keys = await openKeyRing(readKeyRing(path), {
    user: 'nora',
    passphrase: drillPassphrase,
    deviceSecret: loadDevice(dataDirectory).secret,
  });
  const database = openDatabase(path, keys?.dataKey ?? new Uint8Array(32), { create: false });
  try {
    const tables = database
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
      .all<{ name: string }>();
    return tables
      .flatMap(({ name }) => [
        name,
        ...database
          .prepare(`SELECT * FROM ${name}`)
          .rows()
          .map((row) => JSON.stringify(row.map((value) => plain(value)))),
      ])
      .join('\n');
  } finally {
    database.close();
  }
}

/** Ciphertext, hashes and machine ids are noise; their lengths are not. */
const plain = (value: unknown): string =>
  (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value))
    .replace(/[A-Za-z0-9+/]{40,}={0,2}/g, (noise) => `<${noise.length}>`)
    .replace(/[0-9a-f]{16,}/g, (noise) => `<${noise.length}>`)
    .replace(/\b[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}\b/g, '<fingerprint>')
    .replace(/"boot":"[^"]*"|\d{4,}(?=[,\]}])/g, '<clock>');

/** Lines in an order of their own: some tables are sorted by kit number. */
const withoutKits = (dump: string): string =>
  dump
    .replace(/\b\d{8}\b/g, '########')
    .split('\n')
    .toSorted()
    .join('\n');

test('the file of a site, all its opened envelopes and what blinded people see are the same bytes when the arms are exchanged', async () => {
  const one = await lived({ arms: ['verum', 'sugar'], seed: 'permutation' });
  const other = await lived({ arms: ['sugar', 'verum'], seed: 'permutation' });
  expect(other).toEqual(one);
  expect(one.file).toContain('N-7');
  expect(one.blinded).toContain('N-7');
  expect(`${one.file}${one.blinded}`).not.toMatch(/verum|sugar/i);
  const numbers = new Set(one.file.match(/\b\d{8}\b/g));
  expect(numbers.size).toBe(16);
});

test('another list changes nothing but the kit numbers that were opened', async () => {
  const one = await lived({ arms: ['verum', 'sugar'], seed: 'one list' });
  const other = await lived({ arms: ['verum', 'sugar'], seed: 'another list' });
  expect(other.file).not.toBe(one.file);
  expect(withoutKits(other.file)).toBe(withoutKits(one.file));
});

test('an open-label pack names the treatment, and the comparison sees it', async () => {
  const blinding = 'open-label';
  const one = await lived({ arms: ['verum', 'sugar'], seed: 'open', blinding });
  const other = await lived({ arms: ['sugar', 'verum'], seed: 'open', blinding });
  expect(one.file).toContain('Arm verum');
  expect(withoutKits(other.file)).not.toBe(withoutKits(one.file));
});

test('a blinded person issues, saves, answers and decides nothing', async () => {
  const study = await consoleOf({ arms: ['verum', 'sugar'], seed: 'doors' });
  const asks = {
    'packs.options': { site: 'S001' },
    'packs.file': { pack: 'P-1' },
    'packs.answerChallenge': { challenge: '7K3MX-Q02DC', subject: 'N-1' },
    'bundles.import': { parts: ['x'] },
  } as const;
  try {
    for (const person of blindedPeople) {
      for (const [name, input] of Object.entries(asks)) {
        expect((await study.ask(person, name as never, input as never)).kind).toBe('forbidden');
      }
    }
  } finally {
    study.close();
  }
});
