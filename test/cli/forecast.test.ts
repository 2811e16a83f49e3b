import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbookRows } from '../../electron/node/tabular-files.ts';
import type { ForecastAnswer } from '../../shared/contracts/forecast-answer.ts';
import type {
  ForecastCentres,
  ForecastComparison,
  ForecastOptimisation,
} from '../../shared/contracts/forecast-studies.ts';
import { cachetHere } from './run-here.ts';
import { cachet } from './spawn-cli.ts';

let directory: string;
beforeAll(() => (directory = mkdtempSync(join(tmpdir(), 'cachet-cli-'))));
afterAll(() => rmSync(directory, { recursive: true }));

const run = (...words: string[]) => cachetHere(['forecast', ...words], directory);

describe('forecast', () => {
  it('runs its own example, and writes tables beside the answer', async () => {
    const example = await cachet(['forecast', 'example'], directory);
    expect(example.code).toBe(0);
    writeFileSync(join(directory, 'f.json'), example.stdout);
    const ran = await run(
      'run',
      '--scenario',
      'f.json',
      '--replicates',
      '12',
      '--seed',
      '4',
      '--out',
      'out',
      '--json',
    );
    expect(ran.code, ran.stderr).toBe(0);
    const answer = JSON.parse(ran.stdout) as ForecastAnswer;
    expect(answer).toMatchObject({ replicates: 12, seed: 4, horizonDays: 730 });
    const written = readdirSync(join(directory, 'out'));
    expect(written).toContain('answer.json');
    for (const name of process.platform === 'win32' ? [] : written) {
      expect(statSync(join(directory, 'out', name)).mode & 0o777, name).toBe(0o600);
    }
    const workbook = await readWorkbookRows(readFileSync(join(directory, 'out', 'bands.xlsx')));
    if (!workbook.ok) throw new Error(workbook.error.message);
    expect(written.filter((name) => name.endsWith('.xlsx')).length).toBe(12);
    const linesOf = (name: string): readonly string[] =>
      readFileSync(join(directory, 'out', `${name}.csv`), 'utf8')
        .trim()
        .split('\r\n');
    const [, total] = linesOf('cost');
    const { mean, errors } = answer.cost.total;
    expect(total?.split(',')[0]).toBe('total');
    expect(total?.split(',').slice(1).map(Number)).toContain(mean);
    expect(total?.split(',').slice(1).map(Number)).toContain(errors.mean);
    expect(linesOf('sites').length).toBe(1 + answer.recruitment.rates.bySite.length);
    expect(linesOf('overage').length).toBe(1 + answer.overage.length);
    expect(linesOf('transfers').length).toBe(1 + answer.transfers.length);
    const finished = linesOf('recruitment').find((line) => line.startsWith('finished,'));
    expect(Number(finished?.split(',')[2])).toBe(answer.recruitment.finished.share);
    const bands = readFileSync(join(directory, 'out', 'bands.csv'), 'utf8')
      .trim()
      .split('\r\n');
    expect(bands.length).toBe(1 + answer.bands.length * answer.weeks.length);
    expect(workbook.value[0]?.rows.length).toBe(bands.length);
  }, 60_000);

  it('refuses a scenario with the place of what is wrong, on stdout as JSON', async () => {
    const { stdout } = await run('example', '--json');
    const scenario = JSON.parse(stdout) as { sites: { depot: string }[] };
    (scenario.sites[1] as { depot: string }).depot = 'nowhere';
    writeFileSync(join(directory, 'bad.json'), JSON.stringify(scenario));
    const ran = await run('run', '--scenario', 'bad.json', '--json');
    expect(ran.code).toBe(1);
    const { refused } = JSON.parse(ran.stdout) as { refused: { rule: string; message: string } };
    expect(refused.rule).toBe('scenario-invalid');
    expect(refused.message).toMatch(/^sites\[1\]\.depot: found "nowhere"/);
    expect((await run('compare', '--scenario', 'bad.json')).code).toBe(2);
  }, 60_000);

  it('varies a scenario by words and numbers, several at once', async () => {
    writeFileSync(join(directory, 'v.json'), (await run('example', '--json')).stdout);
    const vary = (...words: string[]) =>
      run('vary', '--scenario', 'v.json', '--name', 'B', ...words);
    const more = await vary(
      '--sites',
      '2',
      '--like',
      'DE',
      '--pace=-20',
      '--out',
      'b.json',
      '--json',
    );
    expect(more.code, more.stderr).toBe(0);
    const { file } = JSON.parse(more.stdout) as { file: string };
    const varied = JSON.parse(readFileSync(file, 'utf8')) as {
      name: string;
      sites: { id: string; count: number; activation: unknown }[];
      recruitment: { rate: { mean: number } };
    };
    expect(varied.name).toBe('B');
    expect(varied.sites.at(-1)).toMatchObject({ count: 2, activation: { on: '2027-04-04' } });
    expect(varied.recruitment.rate.mean).toBeCloseTo(0.028, 12);
    expect((await vary()).code).toBe(2);
    expect((await vary('--lots', '100')).stderr).toContain('--lots');
    expect((await vary('--sites', '1', '--like', 'XX')).code).toBe(1);
    expect((await run('vary', '--help')).stdout).toContain('--campaign-kits');
  }, 60_000);

  it('leaves the answers of questions as files, and asks for a folder that is free first', async () => {
    const example = JSON.parse((await run('example', '--json')).stdout) as {
      recruitment: { target: number };
      subjects: { waitDays: number };
    };
    example.recruitment.target = 20;
    writeFileSync(join(directory, 'one.json'), JSON.stringify(example));
    example.subjects.waitDays = 0;
    writeFileSync(join(directory, 'two.json'), JSON.stringify(example));
    const few = ['--replicates', '4', '--json', '--out'];
    const files = (folder: string): readonly string[] =>
      readdirSync(join(directory, folder)).toSorted();
    const lines = (path: string): number =>
      readFileSync(join(directory, path), 'utf8').trim().split('\r\n').length;

    const both = ['--scenario', 'one.json', '--scenario', 'two.json'];
    const compared = await run('compare', ...both, ...few, 'compared');
    expect(compared.code, compared.stderr).toBe(0);
    expect(files('compared')).toEqual([
      'answer.json',
      'differences.csv',
      'differences.xlsx',
      'unmatched.csv',
      'unmatched.xlsx',
    ]);
    const { differences } = JSON.parse(compared.stdout) as ForecastComparison;
    expect(lines('compared/differences.csv')).toBe(1 + differences.length);

    const one = ['--scenario', 'one.json'];
    const grid = ['--trigger-plus', '0,1', '--ceiling-plus', '0', '--lot-factors', '1'];
    const tried = await run('optimise', ...one, ...grid, ...few, 'tried');
    expect(tried.code, tried.stderr).toBe(0);
    const { points, prices } = JSON.parse(tried.stdout) as ForecastOptimisation;
    expect(lines('tried/combinations.csv')).toBe(1 + points.length);
    expect(lines('tried/prices.csv')).toBe(1 + prices.length);

    const centres = await run('centres', ...one, '--most', '3', ...few, 'centres');
    expect(centres.code, centres.stderr).toBe(0);
    const counted = JSON.parse(centres.stdout) as ForecastCentres;
    expect(lines('centres/sites-tried.csv')).toBe(1 + counted.tried.length);

    const again = await run('centres', ...one, ...few, 'centres');
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('file-unwritable');
  }, 60_000);

  it('takes openings, probabilities and limits as the screen does', async () => {
    for (const [command, ...words] of [
      ['centres', '--opens-after', '2001'],
      ['centres', '--opens-within', '2001'],
      ['centres', '--most', '1001'],
      ['centres', '--probability', '2'],
      ['optimise', '--limit', '1.5'],
    ] as const) {
      const ran = await run(command, '--scenario', 'f.json', ...words);
      expect(ran.code, words.join(' ')).toBe(2);
      expect(ran.stderr).toContain(words[0]);
    }
  }, 60_000);
});
