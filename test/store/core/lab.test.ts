import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';

let bench: Bench;
let core: TestCore;

beforeAll(async () => {
  bench = await demonstrationBench();
  core = coreOn(bench);
  await signIn(core, 'tomas');
});
afterAll(() => {
  core.close();
  bench.remove();
});

const designs = [
  { procedure: 'bsd', parameters: { mti: '2' } },
  { procedure: 'pbd', parameters: { block: '4' } },
  { procedure: 'bsd', parameters: { mti: '0' } },
];

describe('the design lab', () => {
  it('assesses candidates side by side and says why one cannot be', async () => {
    const { designs: found } = await core.must('lab.assess', { arms: [1, 1], n: 60, designs });
    expect(found.map(({ label }) => label)).toEqual([
      'bsd (mti 2)',
      'pbd (block 4)',
      'bsd (mti 0)',
    ]);
    const [bsd, pbd, wrong] = found;
    expect(bsd?.figures?.method).toBe('exact');
    expect(bsd?.samplePath).toHaveLength(60);
    expect(Math.max(...(bsd?.samplePath ?? []).map(Math.abs))).toBeLessThanOrEqual(2);
    // Permuted blocks of 4 end balanced, and one in three allocations is certain.
    expect(pbd?.figures?.P_D0).toBeCloseTo(1, 12);
    expect(pbd?.figures?.PD).toBeCloseTo(1 / 3, 12);
    expect(pbd?.advice.join(' ')).toContain('33 %');
    expect(wrong?.figures).toBeNull();
    expect(wrong?.refusal?.message).toContain('mti');
  });

  it('simulates trials on threads, the same on every run', async () => {
    const scenario = {
      n: 60,
      centres: 8,
      regions: 2,
      activation_days: [0, 50],
      rate: { alpha: 1.2, beta: 58 },
      designs: ['U-PBD(2)', 'CRD'],
    };
    const first = await core.must('lab.multicentre', { scenario, replicates: 300, seed: 7 });
    expect(await core.must('lab.multicentre', { scenario, replicates: 300, seed: 7 })).toEqual(
      first,
    );
    const bad = await core.ask('lab.multicentre', { scenario: { ...scenario, n: 0 } });
    expect(bad.kind).toBe('refused');
  });

  it('prints the assessment with seed and engine', async () => {
    const file = await core.must('lab.report', {
      arms: [1, 1],
      n: 40,
      designs,
      title: 'Appendix 4',
    });
    expect(file.mediaType).toBe('application/pdf');
    expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('prints the comparison of a multi-centre trial with what it was made from', async () => {
    const input = {
      title: 'Designs for TST-1',
      scenario: {
        n: 40,
        centres: 5,
        activation_days: [0, 50],
        rate: { alpha: 1.2, beta: 58 },
        designs: ['U-PBD(2)', 'C-BSD(2)'],
      },
      replicates: 50,
      seed: 7,
    };
    const made = await core.must('lab.multicentreReport', input);
    expect(made.name).toBe('multicentre-comparison.pdf');
    expect(Buffer.from(made.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(await core.must('lab.multicentreReport', input)).toEqual(made);
    const bad = await core.ask('lab.multicentreReport', { ...input, scenario: { n: 0 } });
    expect(bad.kind).toBe('refused');
  });
});
