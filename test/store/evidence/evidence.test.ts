// Requirements: TRU-12
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../../electron/cli/run-cli.ts';
import { TABLE } from '../../../electron/cli/table.ts';
import { verifyPack } from '../../../electron/node/evidence/verify-pack.ts';
import { readZipArchive } from '../../../electron/node/zip-archive.ts';
import type { PackMadeOutput } from '../../../shared/contracts/evidence.ts';
import { smallCore, someWork } from '../../builders/small-core.ts';
import { remadeAsAWhole, spoilings } from '../../builders/spoiled-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'cachet-evidence-test-'));
const pack = join(folder, 'pack');
let study: Awaited<ReturnType<typeof smallCore>>;
let made: PackMadeOutput;

beforeAll(async () => {
  study = await smallCore();
  await someWork(study);
  await study.enter('quinn');
  made = await study.core.must('evidence.make', { folder: pack });
});
afterAll(() => {
  study.core.close();
  study.bench.remove();
  rmSync(folder, { recursive: true });
});

const copied = (name: string): string => {
  const target = join(folder, name.replaceAll(' ', '-'));
  cpSync(pack, target, { recursive: true });
  return target;
};

async function cachet(...words: string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const io = {
    out: (text: string) => out.push(text),
    say: () => undefined,
    environment: { CACHET_DATA: join(folder, 'data') },
    directory: folder,
    stop: new AbortController().signal,
  };
  return { code: await runCli(words, io, TABLE), out: out.join('\n') };
}

describe('an evidence pack', () => {
  it('holds the whole trail, its records and a viewer, and verifies', () => {
    const verdict = verifyPack(pack, made.fingerprint);
    expect(verdict.firstBad).toBeNull();
    expect(verdict).toMatchObject({ ok: true, entries: made.entries, files: made.files });
    for (const path of ['index.html', 'summary.pdf', 'trail/trail.csv', 'study/definition.yaml']) {
      expect(existsSync(join(pack, path)), path).toBe(true);
    }
    const critical = readFileSync(join(pack, 'records', 'critical-events.csv'), 'utf8');
    expect(critical).toContain('people,');
  });

  it('is recorded in the trail with the digest of its manifest', async () => {
    const { rows } = await study.core.must('trail.page', { kind: 'evidence-made' });
    expect(rows[0]).toMatchObject({ user: 'quinn', detail: `Manifest ${made.digest}` });
  });

  it('comes as one archive with the same files when no folder is named', async () => {
    const { archive } = await study.core.must('evidence.make', {});
    const read = readZipArchive(Buffer.from(archive?.base64 ?? '', 'base64'));
    const names = read.ok ? read.value.map(({ name }) => name).toSorted() : [];
    const onDisk = readdirSync(pack, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(pack.length + 1));
    expect(names).toEqual(onDisk.toSorted());
  });

  it('is arm-free for whoever asks, unless the unblinding key is at hand and asked for', async () => {
    const refused = await study.core.ask('evidence.make', { variant: 'unblinded' });
    expect(refused.kind === 'refused' && refused.refusal.rule).toBe('evidence-needs-key');
    expect(existsSync(join(pack, 'UNBLINDED'))).toBe(false);
    const texts = readdirSync(pack, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(csv|json|js|html|txt)$/.test(entry.name))
      .filter(({ parentPath }) => !parentPath.endsWith('study'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    // The definition names all arms and types; no kit number may stand beside one.
    expect(texts.some((text) => /\d-?\d{3}[^\n]{0,40}kit-active/.test(text))).toBe(false);
    await study.enter('phil');
    const target = join(folder, 'unblinded');
    await study.core.must('evidence.make', { variant: 'unblinded', folder: target });
    expect(readdirSync(join(target, 'UNBLINDED'))).toEqual(['lots.csv']);
    // The map of kits is not in it either: it takes two people.
    const kits = readFileSync(join(target, 'records', 'accountability-kits.csv'), 'utf8');
    expect(kits).toContain('Kit number');
    expect(kits).not.toMatch(/kit-(active|placebo)/);
    expect(verifyPack(target).ok).toBe(true);
    const packed = await study.core.must('evidence.make', { variant: 'unblinded' });
    expect(packed.archive?.name).toContain('UNBLINDED');
    const armFree = await study.core.must('evidence.make', {});
    expect(armFree.archive?.name).not.toContain('UNBLINDED');
  });

  it('overwrites nothing, and is not for people of a site', async () => {
    await study.enter('quinn');
    const again = await study.core.ask('evidence.make', { folder: pack });
    expect(again.kind === 'refused' && again.refusal.rule).toBe('folder-exists');
    const near = await study.core.ask('evidence.make', { folder: 'near' });
    expect(near.kind === 'refused' && near.refusal.rule).toBe('folder-not-absolute');
    await study.enter('sue');
    const site = await study.core.ask('evidence.make', {});
    expect(site.kind).toBe('forbidden');
  });
});

describe('a spoiled pack', () => {
  for (const { name, spoil, file, entry } of spoilings) {
    it(`is found out when ${name}`, async () => {
      const target = copied(name);
      spoil(target);
      const { code, out } = await cachet('evidence', 'verify', target, '--json');
      const verdict = JSON.parse(out) as ReturnType<typeof verifyPack>;
      expect({ code, ok: verdict.ok }).toEqual({ code: 1, ok: false });
      expect(verdict.firstBad).toMatchObject({ file, ...(entry === undefined ? {} : { entry }) });
    });
  }

  it('names line and entry of a changed word', () => {
    const target = copied('changed word');
    spoilings[0]?.spoil(target);
    const { firstBad } = verifyPack(target);
    const lines = readFileSync(join(target, 'data', 'trail-00001.js'), 'utf8').split('\n');
    expect(lines[(firstBad?.line ?? 0) - 1]).toContain('a soaked box');
    expect(lines[(firstBad?.line ?? 0) - 1]).toContain(`"sequence":${firstBad?.entry},`);
  });

  it('that was made anew as a whole with another key is told by the fingerprint alone', async () => {
    const target = copied('remade');
    remadeAsAWhole(target);
    expect((await cachet('evidence', 'verify', target)).code).toBe(0);
    const told = await cachet(
      'evidence',
      'verify',
      target,
      '--fingerprint',
      made.fingerprint,
      '--json',
    );
    expect(told.code).toBe(1);
    expect(JSON.parse(told.out)).toMatchObject({ firstBad: { file: 'manifest.sig.json' } });
  });

  it('is not one that only an operating system left its mark in', () => {
    const target = copied('littered');
    writeFileSync(join(target, 'records', '.DS_Store'), 'x');
    expect(verifyPack(target).ok).toBe(true);
  });
});
