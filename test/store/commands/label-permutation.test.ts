// Requirements: SUP-14
import { describe, expect, test } from 'vitest';
import { byNumbers, kitsOfTypes, proposal, sign } from '../../builders/label-study.ts';
import { openStudy } from '../../builders/open-study.ts';

describe('the blind', () => {
  /** Everything that a blinded depot operator can get about labels. */
  async function seen(types: readonly [string, string], lotOf?: (i: number) => string) {
    const study = openStudy();
    const numbers = await kitsOfTypes(study, types, lotOf);
    await sign(study, proposal(study));
    const kits = byNumbers(numbers);
    const print = await study.must('depot', 'labels.print', { template: 'kit-roll', kits });
    const gathered = JSON.stringify([
      print,
      await study.must('depot', 'labels.count', { kits }),
      await study.must('depot', 'labels.preview', { template: 'kit-roll', kit: numbers[0] }),
      await study.must('depot', 'labels.file', { issue: print.issue }),
      await study.must('depot', 'labels.page', {}),
      await study.must('depot', 'labels.export', { by: 'kit' }),
      await study.must('depot', 'labels.templates', {}),
      await study
        .must('depot', 'trail.page', { kind: 'labels-issued' })
        .then(({ rows }) => rows.map(({ what, detail }) => [what, detail])),
    ]);
    study.close();
    return gathered;
  }

  test('sees the same labels, byte by byte, when the arms are swapped', async () => {
    const straight = await seen(['kit-active', 'kit-placebo']);
    expect(await seen(['kit-placebo', 'kit-active'])).toBe(straight);
    const leaking = (first: string) => (i: number) =>
      (i % 2 === 0) === (first === 'active') ? 'L-A' : 'L-B';
    const one = await seen(['kit-active', 'kit-placebo'], leaking('active'));
    const other = await seen(['kit-placebo', 'kit-active'], leaking('placebo'));
    expect(other, 'the comparison must see a lot that goes with the arm').not.toBe(one);
  });
});
