// Requirements: OFF-04, OFF-06
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../electron/cli/run-cli.ts';
import { TABLE } from '../../electron/cli/table.ts';
import type { BundleFile } from '../../shared/contracts/bundle-file.ts';
import { offlineStudy } from '../builders/offline-study.ts';
import type { OfflineStudy } from '../builders/offline-study.ts';

const folder = mkdtempSync(join(tmpdir(), 'cachet-drill-cli-'));
let study: OfflineStudy;
beforeAll(async () => {
  study = await offlineStudy();
  const site = await study.site('S001', 'self');
  const { file } = await site.core.must('site.bundle', {});
  const bundle = Buffer.from(file.base64, 'base64').toString();
  writeFileSync(join(folder, 'record.cachet-bundle'), bundle);
  const changed = JSON.parse(bundle) as BundleFile;
  changed.header.site = 'S002';
  writeFileSync(join(folder, 'changed.cachet-bundle'), JSON.stringify(changed));
});
afterAll(() => {
  study.close();
  rmSync(folder, { recursive: true });
});

async function cachet(...words: string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const io = {
    out: (text: string) => out.push(text),
    say: () => undefined,
    environment: { CACHET_DATA: join(folder, 'data') },
    directory: folder,
    stop: new AbortController().signal,
  };
  const code = await runCli(words, io, TABLE);
  return { code, out: out.join('\n') };
}

test('a drill ends in one state after two orders of delivery, and says which verdicts it caused', async () => {
  const { code, out } = await cachet('drill', '--sites', '2', '--seed', '5', '--json');
  const report = JSON.parse(out) as {
    ok: boolean;
    verdicts: Record<string, number>;
    digests: string[];
  };
  expect(code).toBe(0);
  expect(report).toMatchObject({ ok: true, verified: true, kitsOnTwoSubjects: 0, gapsLeft: 0 });
  expect(report.verdicts).toMatchObject({ fork: 2, clock: 1, stratum: 1, 'subject-known': 1 });
  expect(new Set(report.digests).size).toBe(1);
});

test('a drill needs at least two sites', async () => {
  expect((await cachet('drill', '--sites', '1')).code).toBe(2);
  expect((await cachet('drill', '--sites', '51')).code).toBe(2);
});

test('a record is inspected without a study; a changed one names its first bad entry', async () => {
  const { code, out } = await cachet('bundle', 'inspect', 'record.cachet-bundle', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    pack: 'P-S001',
    site: 'S001',
    epoch: 1,
    first: 1,
    signature: 'genuine',
  });
  const changed = await cachet('bundle', 'inspect', 'changed.cachet-bundle', '--json');
  expect(changed.code).toBe(1);
  expect(JSON.parse(changed.out)).toMatchObject({
    refused: { rule: 'bundle-tampered', because: ['First bad entry: 1.'] },
  });
});
