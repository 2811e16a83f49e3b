import { checkBlindLeak } from '../../../shared/app/resupply/check-blind-leak.ts';
import { requiredText, wholeNumber } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { readJsonFile } from '../input-files.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

async function checkLeakOfFile(typed: Typed, io: Io): Promise<Ending> {
  const run = {
    histories: wholeNumber(typed, 'histories', 1, 100),
    seed: wholeNumber(typed, 'seed', 0, 1),
    width: wholeNumber(typed, 'width', 2, 2000),
  };
  const scenario = readJsonFile(io, requiredText(typed, 'scenario'));
  if (!scenario.ok) return refused(scenario.error);
  const report = checkBlindLeak(scenario.value, run);
  if (!report.ok) return refused(report.error);
  const { method, histories, pairs, certainShare, standardError, largestShare } = report.value;
  const { leaking, missedVisits, isBlindSafe } = report.value;
  const json = {
    method,
    histories,
    pairs,
    certain_share: certainShare,
    certain_share_error: standardError,
    largest_share: largestShare,
    leaking_histories: leaking,
    missed_visits: missedVisits,
    blind_safe: isBlindSafe,
    most_pairs_certain: certainShare > 0.5,
  };
  const bound = method === 'exact' ? '' : 'at most ';
  const text = isBlindSafe
    ? `Blind-safe: no pair of subjects is certain in ${histories} histories of ${pairs} pairs.`
    : `Leaks: a site is certain of ${bound}${percent(certainShare)} of pairs (worst history ${percent(largestShare)}; ${leaking} of ${histories} leak).`;
  return done(json, text);
}

const fields = [
  'subjects (2 to 200; up to 12 exact)',
  'ratio [1,1]',
  'visits [{ day, kits: [{ type, count }] one an arm }], one kit of each arm’s own type on day 0 by default',
  'days_between_subjects 7',
  'types [{ trigger, ceiling } or { trigger_days, resupply_days, buffer }, with initial (the ceiling, or twice the buffer), pack 1, rounding down|up], one for all kit types or one each',
  'triggers_at below|at-or-below',
  'scope all-types|triggered-types',
  'pooling by-type|all-types',
  'demand_of own-arm|all-arms',
  'new_subjects_per_day 0',
  'days_between_runs 1',
  'lead_days 3',
  'lots shared|by-type (the printed lot)',
  'first_used any|earlier-shipment',
  'tie concealed|lowest-number',
];

/** `leak check --scenario FILE` */
export const command: Command = {
  options: {
    scenario: {
      value: 'FILE',
      description: `a site, its schedule and supply rule, JSON: ${fields.join('; ')}`,
    },
    histories: { value: 'H', description: 'simulated histories of the site; 100 by default' },
    seed: {
      value: 'S',
      description: 'whole number; 1 by default. The same seed gives the same report',
    },
    width: {
      value: 'W',
      description: 'allocations kept for sites of more than 12 subjects; 2000 by default',
    },
  },
  output:
    '`{ method: "exact"|"upper-bound", histories, pairs, certain_share, certain_share_error, largest_share, leaking_histories, missed_visits, blind_safe, most_pairs_certain }`; certain_share is the mean share of pairs of subjects of which kit numbers, lots and shipments make certain whether they have the same arm, by somebody who knows the protocol and these settings; blind_safe only when no pair is certain in any history; an upper bound misses no certain pair; missed_visits a history.',
  examples: [
    'leak check --scenario site.json --json',
    'leak check --scenario site.json --histories 500 --seed 7',
  ],
  run: checkLeakOfFile,
};
