// Requirements: FCT-05
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleScenario } from '../../shared/app/forecast/example-scenario.ts';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import type { InputOf, OutputOf } from '../../shared/contracts/index.ts';
import { demonstrationPassphrase } from '../../electron/node/demonstration/people.ts';
import { coreOn, demonstrationBench } from '../builders/study-core.ts';
import type { Bench } from '../builders/study-core.ts';
import { cachetHere } from './run-here.ts';
import type { Ran } from './spawn-cli.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await demonstrationBench();
});
afterAll(() => bench.remove());

const run = (...words: string[]): Promise<Ran> =>
  cachetHere(['forecast', ...words], bench.folder, { CACHET_DATA: bench.dataDirectory });

/** The example with few subjects. */
const small = {
  ...exampleScenario,
  recruitment: { ...exampleScenario.recruitment, target: 20 },
};

describe('forecast backtest', () => {
  it('tells whoever may see no arms how past forecasts did', async () => {
    const words = ['backtest', '--store', 'demo.cachet', '--ahead', '14', '--cuts', '3'];
    const ran = await run(...words, '--user', 'helen', '--json');
    expect(ran.code, ran.stderr).toBe(0);
    const { cuts, coverage } = JSON.parse(ran.stdout) as OutputOf<'forecast.backTest'>;
    expect(cuts.length).toBe(3);
    const covered = cuts.filter(({ isCovered }) => isCovered).length;
    expect(coverage?.share).toBeCloseTo(covered / 3, 12);
    const told = await run(...words, '--user', 'helen');
    expect(told.stdout).toContain(cuts[0]?.day);
    expect(told.stdout).toContain('intervals hold what came');
    expect((await run(...words, '--user', 'jonas')).stderr).toContain('Sign in as somebody');
    expect((await run('backtest', '--store', 'demo.cachet', '--ahead', '5')).code).toBe(2);
    expect((await run('backtest', '--store', 'demo.cachet', '--cuts', '61')).code).toBe(2);
    expect((await run('backtest', '--help')).stdout).toContain('--ahead');
  });
});

describe('forecast meeting', () => {
  it('prints the run that forecast run shows, once', async () => {
    writeFileSync(join(bench.folder, 'small.json'), JSON.stringify(small));
    const asked = ['--scenario', 'small.json', '--replicates', '4', '--seed', '5', '--json'];
    const ran = await run('meeting', ...asked, '--out', 'page.pdf');
    expect(ran.code, ran.stderr).toBe(0);
    const { file, digest } = JSON.parse(ran.stdout) as { file: string; digest: string };
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    const answer = JSON.parse((await run('run', ...asked)).stdout) as never;
    expect(digest).toBe(createHash('sha256').update(canonicalJson(answer)).digest('hex'));
    const again = await run('meeting', ...asked, '--out', 'page.pdf');
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('file-unwritable');
    expect((await run('meeting', '--scenario', 'small.json')).code).toBe(2);
    expect((await run('meeting', '--help')).stdout).toContain('unblinded');
  });
});

describe('a kept run', () => {
  it('of another version of the engine is named as such when it is made again', async () => {
    const core = coreOn(bench);
    await core.must('session.signIn', { user: 'priya', passphrase: demonstrationPassphrase });
    const scenario = small as unknown as InputOf<'forecast.run'>['scenario'];
    const made = { scenario, replicates: 4, seed: 9 };
    const { digest, answer } = await core.must('forecast.run', made);
    const again = async (engine: string) => {
      const { run: id } = await core.must('forecast.keep', { ...made, engine, digest });
      const opened = await core.must('forecast.openRun', { run: id });
      expect(opened.engine).toBe(engine);
      return core.must('forecast.replay', { ...made, digest, engine: opened.engine });
    };
    expect(await again(answer.engine)).toMatchObject({ agrees: true, isOtherEngine: false });
    expect(await again('cachet-engine-1')).toMatchObject({ isOtherEngine: true, answer });
    // Whoever does not say which engine made a run is not told that all is well.
    const silent = await core.ask('forecast.replay', { ...made, digest } as never);
    expect(silent.kind).toBe('invalid-input');
    core.close();
  });
});
