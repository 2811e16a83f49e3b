import { describe, expect, it } from 'vitest';
import { readMinimization } from '../../../../shared/app/design-lab/read-minimization.ts';

const read = (parameters: Record<string, string>) => readMinimization([1, 1], parameters, 2);
const ofJson = (json: unknown) => read({ json: JSON.stringify(json) });
const sound = {
  measure: 'range',
  p: 0.8,
  factors: [{ name: 'sex', weight: 2, levels: ['f', 'm'] }],
};
const messageOf = (answer: ReturnType<typeof read>) => (answer.ok ? null : answer.error.message);

describe('a minimization as typed', () => {
  it('is read with every member, or with weights of 1 and factors by number', () => {
    expect(ofJson(sound)).toMatchObject({ ok: true, value: sound });
    expect(read({ p: '0.8', factors: 'sex:2,age' })).toMatchObject({
      value: {
        factors: [
          { name: 'sex', weight: 2 },
          { name: 'age', weight: 1 },
        ],
      },
    });
    expect(read({ p: '0.8' })).toMatchObject({
      value: { factors: [{ name: 'factor 1', weight: 1 }, { name: 'factor 2' }] },
    });
  });

  it('takes a weight in text as it takes p in text', () => {
    const answer = ofJson({ ...sound, p: '0.8', factors: [{ name: 'sex', weight: '3' }] });
    expect(answer).toMatchObject({ value: { p: 0.8, factors: [{ weight: 3 }] } });
  });

  it.each([
    ['json has no member "probability"', { ...sound, probability: 0.9 }],
    ['factor 1 has no member "wieght"', { ...sound, factors: [{ name: 'sex', wieght: 2 }] }],
    ['weight of factor "sex"', { ...sound, factors: [{ name: 'sex', weight: 'two' }] }],
    ['weight of factor "sex"', { ...sound, factors: [{ name: 'sex', weight: null }] }],
    ['weight of factor "sex"', { ...sound, factors: [{ name: 'sex', weight: '0x2' }] }],
    ['name of factor 1', { ...sound, factors: [{ name: 7 }] }],
    ['levels of factor "sex"', { ...sound, factors: [{ name: 'sex', levels: 'f,m' }] }],
    ['levels of factor "sex"', { ...sound, factors: [{ name: 'sex', levels: ['f', 1] }] }],
    ['levels of factor "sex"', { ...sound, factors: [{ name: 'sex', levels: ['f', 'f'] }] }],
    ['p is missing or not a number', { ...sound, p: true }],
  ])('refuses: %s', (what, json) => {
    expect(messageOf(ofJson(json))).toContain(what);
  });

  it('refuses a written factor of more than two parts', () => {
    expect(messageOf(read({ p: '0.8', factors: 'a:1:9' }))).toContain('at most one weight');
  });
});
