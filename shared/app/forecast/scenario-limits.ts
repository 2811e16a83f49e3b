import { addDays } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import { shown } from '../../domain/study/definition-issue.ts';
import type { DefinitionPath, UnplacedIssue } from '../../domain/study/definition-issue.ts';
import { effectiveResupply } from '../../domain/stock/resupply-settings.ts';
import { lineRuleProblem } from '../../engine/supply/resupply/resupply-rule.ts';
import { rulesInWords } from '../resupply/rules-in-words.ts';
import { issue } from './scenario-issue.ts';
import { namedSites } from './scenario-sites.ts';

/** Numbers and days that cannot be, each with its place. Names are known to be right. */
export const limitIssues = (scenario: ForecastScenario): readonly UnplacedIssue[] => [
  ...recruitmentIssues(scenario),
  ...visitIssues(scenario),
  ...titrationIssues(scenario),
  ...shareIssues(scenario),
  ...lotIssues(scenario),
  ...presentIssues(scenario),
  ...leadIssues(scenario),
  ...levelIssues(scenario),
];

const order = (path: DefinitionPath, found: string, earlier: string): UnplacedIssue =>
  issue(path, shown(found), `not before ${earlier}`, 'Correct the day.');

const LAST_DAY = '9999-12-31' as IsoDate;

/** Years have four figures: what follows may not reckon with days beyond. */
export function calendarEndIssues({
  start,
  horizonDays,
}: ForecastScenario): readonly UnplacedIssue[] {
  const latest = addDays(LAST_DAY, 1 - horizonDays);
  return start <= latest
    ? []
    : [
        issue(
          ['start'],
          shown(start),
          `a day up to ${latest}, so that ${horizonDays} days end by ${LAST_DAY}`,
          'Start earlier, or look at fewer days (horizonDays).',
        ),
      ];
}

function recruitmentIssues(scenario: ForecastScenario): readonly UnplacedIssue[] {
  const { recruitment, sites, start } = scenario;
  const { policy, targetDate } = recruitment;
  const found: UnplacedIssue[] = [];
  if (targetDate !== undefined && targetDate < start) {
    found.push(order(['recruitment', 'targetDate'], targetDate, start));
  }
  if (policy.kind === 'restricted' && policy.minimum > policy.maximum) {
    found.push(
      issue(
        ['recruitment', 'policy', 'minimum'],
        String(policy.minimum),
        `at most the maximum ${policy.maximum}`,
        'Correct one of them.',
      ),
    );
  }
  recruitment.pauses.forEach(({ from, to }, i) => {
    if (to <= from) found.push(order(['recruitment', 'pauses', i, 'to'], to, from));
  });
  found.push(...siteIssues(scenario));
  if (recruitment.fitRate && sites.filter(({ history }) => (history?.days ?? 0) > 0).length < 2) {
    found.push(
      issue(
        ['recruitment', 'fitRate'],
        'fewer than two sites with history',
        'history of at least two sites',
        'Give the history, or a rate and fitRate false.',
      ),
    );
  }
  return found;
}

function siteIssues({ sites }: ForecastScenario): readonly UnplacedIssue[] {
  const found: UnplacedIssue[] = [];
  sites.forEach(({ activation, minimum, maximum }, i) => {
    if ('from' in activation && activation.to < activation.from) {
      found.push(order(['sites', i, 'activation', 'to'], activation.to, activation.from));
    }
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
      found.push(
        issue(
          ['sites', i, 'minimum'],
          String(minimum),
          `at most its maximum ${maximum}`,
          'Correct one of them.',
        ),
      );
    }
  });
  return found;
}

function visitIssues({ visits }: ForecastScenario): readonly UnplacedIssue[] {
  return visits.flatMap(({ day }, i) => {
    if (i === 0 && day !== 0) {
      return [
        issue(
          ['visits', 0, 'day'],
          String(day),
          'day 0, the randomization',
          'Begin with the randomization visit.',
        ),
      ];
    }
    const before = visits[i - 1]?.day ?? -1;
    return day > before
      ? []
      : [
          issue(
            ['visits', i, 'day'],
            String(day),
            `a day after ${before}`,
            'Put visits in order of their days.',
          ),
        ];
  });
}

const NEARLY = 1e-6;
const isWhole = (shares: readonly number[]): boolean =>
  Math.abs(shares.reduce((sum, one) => sum + one, 0) - 1) <= NEARLY;

function notWhole(path: DefinitionPath, shares: readonly number[]): UnplacedIssue {
  const sum = shares.reduce((all, one) => all + one, 0);
  return issue(
    path,
    `shares that add up to ${sum}`,
    'shares that add up to 1',
    'Correct the shares.',
  );
}

function titrationIssues({ titration }: ForecastScenario): readonly UnplacedIssue[] {
  if (titration === undefined) return [];
  const { levels, steps } = titration;
  if (steps.length !== levels.length) {
    return [
      issue(
        ['titration', 'steps'],
        `${steps.length} rows`,
        `one row for each of ${levels.length} levels`,
        'Add or remove rows.',
      ),
    ];
  }
  return steps.flatMap((row, i) => {
    const path = ['titration', 'steps', i];
    if (row.length !== levels.length) {
      return [
        issue(
          path,
          `${row.length} numbers`,
          `one for each of ${levels.length} levels`,
          'Add or remove numbers.',
        ),
      ];
    }
    return isWhole(row) ? [] : [notWhole(path, row)];
  });
}

function shareIssues({ randomization }: ForecastScenario): readonly UnplacedIssue[] {
  const wrong = (shares: readonly number[], place: DefinitionPath): readonly UnplacedIssue[] => {
    const path = ['randomization', ...place, 'shares'];
    return isWhole(shares) ? [] : [notWhole(path, shares)];
  };
  if (randomization.procedure === 'zelen') return [];
  if (randomization.procedure !== 'dbr') {
    return randomization.factors.flatMap(({ shares }, i) => wrong(shares, ['factors', i]));
  }
  return randomization.levels.flatMap((level, i) =>
    level.of === 'factor' ? wrong(level.shares, ['levels', i]) : [],
  );
}

function lotIssues(scenario: ForecastScenario): readonly UnplacedIssue[] {
  const { lots, sites, start } = scenario;
  return [
    ...lots.flatMap(({ release, expiry }, i) =>
      expiry < release ? [order(['lots', i, 'expiry'], expiry, release)] : [],
    ),
    ...sites.flatMap(({ inTransit }, i) =>
      inTransit.flatMap(({ arrives }, k) =>
        arrives < start ? [order(['sites', i, 'inTransit', k, 'arrives'], arrives, start)] : [],
      ),
    ),
  ];
}

const presentIssues = ({ subjects, start }: ForecastScenario): readonly UnplacedIssue[] =>
  subjects.present.flatMap(({ randomized }, i) =>
    randomized > start
      ? [
          issue(
            ['subjects', 'present', i, 'randomized'],
            shown(randomized),
            `a day up to the start ${start}`,
            'Those who come later are drawn.',
          ),
        ]
      : [],
  );

function leadIssues({ transport }: ForecastScenario): readonly UnplacedIssue[] {
  const all: readonly (readonly [DefinitionPath, typeof transport.lead])[] = [
    [['transport', 'lead'], transport.lead],
    ...transport.countries.map(
      ({ lead }, i) => [['transport', 'countries', i, 'lead'], lead] as const,
    ),
  ];
  return all.flatMap(([path, lead]) => {
    if (lead.kind === 'shares') {
      const isUsable =
        lead.days.length === lead.shares.length && lead.shares.some((one) => one > 0);
      return isUsable
        ? []
        : [
            issue(
              [...path, 'shares'],
              `${lead.shares.length} shares`,
              `one for each of ${lead.days.length} days, not all 0`,
              'Correct the lists.',
            ),
          ];
    }
    if (lead.kind !== 'triangular') return [];
    return lead.low <= lead.mode && lead.mode <= lead.high
      ? []
      : [
          issue(
            [...path, 'mode'],
            String(lead.mode),
            `a day from ${lead.low} to ${lead.high}`,
            'Correct low, mode and high.',
          ),
        ];
  });
}

/** Levels that cannot stand, at the first site where they hold. */
function levelIssues(scenario: ForecastScenario): readonly UnplacedIssue[] {
  for (const { name, site } of namedSites(scenario)) {
    for (const { id } of scenario.kitTypes) {
      const at = { region: site.region, country: site.country, site: name, kitType: id };
      const { values, origins } = effectiveResupply(scenario.resupply, at);
      const problem = lineRuleProblem(values);
      if (problem === null) continue;
      const words = rulesInWords(problem);
      const place = origins.levels === 'study' ? ['resupply', 'study', 'levels'] : ['resupply'];
      return [
        issue(
          place,
          `levels of ${id} at ${name}, stated by ${origins.levels}, that cannot stand`,
          'levels by which kits are sent',
          `${words.message} ${words.next}`,
        ),
      ];
    }
  }
  return [];
}
