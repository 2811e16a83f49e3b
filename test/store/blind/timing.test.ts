// Requirements: TRU-06
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../../shared/contracts/procedure.ts';
import { questionsOf, queries, timeLeak } from '../../builders/blind/answer-times.ts';
import type { Asker, Question } from '../../builders/blind/answer-times.ts';
import { parties } from '../../builders/blind/blind-people.ts';
import type { KnownStudy } from '../../builders/blind/known.ts';
import { atSite } from '../../builders/blind/life-site.ts';
import { askedLong, computed, typeset } from '../../builders/blind/transcript.ts';
import type { Dispatch } from '../../builders/blind/transcript.ts';
import { twoStudies } from '../../builders/blind/two-studies.ts';
import type { TwoStudies } from '../../builders/blind/two-studies.ts';

const extent = process.env['CACHET_LONG'] === undefined ? 'short' : 'long';
const rounds = extent === 'short' ? 5 : 25;

/** In the short form these take too long to be asked again and again. */
const left = extent === 'short' ? [...askedLong, ...computed, ...typeset] : [];
const wanted = queries.filter((name) => !left.includes(name));

let studies: TwoStudies;
beforeAll(async () => {
  studies = await twoStudies('timing');
}, 120_000);
afterAll(() => studies?.close());

const timed = new Map<ProcedureName, Question>();

/** Times what this party is answered and nobody before was; says what goes with the arms. */
async function leaksTo(asker: Pick<Asker, 'party' | 'at'>): Promise<readonly object[]> {
  const names = wanted.filter((name) => !timed.has(name));
  const questions = await questionsOf(studies, { ...asker, extent, names });
  const leaks: object[] = [];
  for (const question of questions) {
    timed.set(question.name, question);
    const leak = await timeLeak({ studies, question }, rounds);
    if (leak !== null) leaks.push({ ...question, ...leak });
  }
  return leaks;
}

describe('an answer takes as long when the arms are exchanged', () => {
  it.each(parties)(
    '%s, whatever query they are answered',
    async (party) => {
      expect(await leaksTo({ party, at: 'study' })).toEqual([]);
    },
    1_200_000,
  );

  it.each(atSite)(
    '%s, at a site without the network',
    async (party) => {
      expect(await leaksTo({ party, at: 'site' })).toEqual([]);
    },
    1_200_000,
  );

  it('and no query that a blinded person may be answered was left out', () => {
    const needsKey = (name: ProcedureName): boolean =>
      (contracts[name] as ProcedureContract).needs !== undefined;
    expect(wanted.filter((name) => !timed.has(name) && !needsKey(name))).toEqual([]);
    expect(timed.size).toBeGreaterThan(40);
  });
});

/** A control is to be caught on a busy machine too, where few rounds can lie. */
const controlRounds = Math.max(rounds, 20);

/** Looks three times for kits of one type, as whoever opens sealed fields on the way would. */
const moreForOneType =
  ({ truth, given }: KnownStudy) =>
  (dispatch: Dispatch): Dispatch =>
  async (request) => {
    if (truth.get(given[0] ?? '')?.includes('zyqarel') === true) {
      await dispatch(request);
      await dispatch(request);
    }
    return dispatch(request);
  };

describe('the comparison of times', () => {
  it.each(['kits.page', 'trail.page', 'stock.matrix'] as const)(
    'catches %s when it takes longer for one type (control)',
    async (name) => {
      const question = timed.get(name);
      if (question === undefined) throw new Error(`${name} was never answered`);
      for (const { study } of [studies.one, studies.other]) await study.console.as(question.party);
      const leaking = { studies, question, door: moreForOneType };
      expect(await timeLeak(leaking, controlRounds)).not.toBeNull();
      expect(await timeLeak({ studies, question }, controlRounds)).toBeNull();
    },
    240_000,
  );
});
