import type { DefinitionProblem } from '../definition-issues.tsx';
import { ArmsStep } from './arms-step.tsx';
import { FactorsStep } from './factors-step.tsx';
import { PlacesStep } from './places-step.tsx';
import { ProtocolStep } from './protocol-step.tsx';
import { RulesStep } from './rules-step.tsx';
import { VisitsStep } from './visits-step.tsx';

/** The steps, and which parts of a definition each of them writes. */
export const wizardSteps = [
  {
    key: 'protocol',
    Step: ProtocolStep,
    parts: ['protocol', 'environment', 'blinding', 'plannedSubjects'],
  },
  { key: 'arms', Step: ArmsStep, parts: ['arms', 'kitTypes'] },
  { key: 'visits', Step: VisitsStep, parts: ['visits', 'visitKits'] },
  { key: 'factors', Step: FactorsStep, parts: ['factors', 'gates'] },
  { key: 'places', Step: PlacesStep, parts: ['regions', 'depots', 'sites'] },
  { key: 'rules', Step: RulesStep, parts: ['selection', 'kitNumbers', 'codeBreak', 'custody'] },
] as const;

/** The step in which a problem can be mended; the last one for a problem of the whole. */
export function stepOf({ path }: Pick<DefinitionProblem, 'path'>): number {
  const part = /^[A-Za-z]+/.exec(path)?.[0] ?? '';
  const index = wizardSteps.findIndex(({ parts }) => (parts as readonly string[]).includes(part));
  return index === -1 ? wizardSteps.length - 1 : index;
}

/** One problem a place: an empty field breaks several rules at once, and one is enough to say so. */
export function firstOfEachPlace(
  issues: readonly DefinitionProblem[],
): readonly DefinitionProblem[] {
  const seen = new Set<string>();
  return issues.filter(({ path }) => {
    const isNew = !seen.has(path);
    seen.add(path);
    return isNew;
  });
}
