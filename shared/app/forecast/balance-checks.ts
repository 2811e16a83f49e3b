import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import { shown } from '../../domain/study/definition-issue.ts';
import type { UnplacedIssue } from '../../domain/study/definition-issue.ts';
import { balancedParts } from './compile-randomization.ts';
import { issue } from './scenario-issue.ts';
import { namedSites } from './scenario-sites.ts';

const SHOWN = 8;

/** What is wrong with the balance that a dynamic procedure begins with, and with what it balances. */
export function balanceIssues(scenario: ForecastScenario): readonly UnplacedIssue[] {
  const { randomization, arms } = scenario;
  if (!('begun' in randomization)) return [];
  const parts = balancedParts(scenario, namedSites(scenario));
  const names = parts.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  const found: UnplacedIssue[] = [];
  if (twice >= 0) {
    const path = ['randomization', 'levels', twice, 'of'];
    found.push(issue(path, `${names[twice]} twice`, 'each once', 'Remove one of them.'));
  }
  randomization.begun.forEach(({ part, level, counts }, i) => {
    const path = ['randomization', 'begun', i];
    const own = parts.find(({ name }) => name === part);
    const known = own === undefined ? names : own.levels;
    const [field, name] = own === undefined ? ['part', part] : ['level', level];
    if (!known.includes(name as string)) {
      const more = known.length > SHOWN ? ' …' : '';
      const expected = `one of ${known.slice(0, SHOWN).join(', ')}${more}`;
      found.push(issue([...path, field as string], shown(name), expected, 'Correct the name.'));
    }
    if (counts.length === arms.length) return;
    const expected = `one for each of ${arms.length} arms`;
    found.push(issue([...path, 'counts'], `${counts.length} numbers`, expected, 'Correct them.'));
  });
  return found;
}
