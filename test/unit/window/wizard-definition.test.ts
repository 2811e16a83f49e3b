// Requirements: PLT-11
import { describe, expect, it } from 'vitest';
import { wizardDefinition } from '../../../renderer/features/session/wizard/wizard-definition.ts';
import { firstWizardValues } from '../../../renderer/features/session/wizard/wizard-values.ts';
import type { WizardValues } from '../../../renderer/features/session/wizard/wizard-values.ts';
import { parseStudyDefinition } from '../../../shared/domain/study/parse-study-definition.ts';

/** The example that the wizard begins with, with its gaps filled. */
const filled: WizardValues = {
  ...firstWizardValues,
  protocol: { ...firstWizardValues.protocol, number: 'W-1', title: 'Walked', sponsor: 'Nobody' },
  depots: [{ id: 'D1', name: 'Depot', country: 'FR', zone: 'Europe/Paris' }],
  sites: [
    { id: 'S101', name: 'Lyon', region: 'R1', country: 'FR', zone: 'Europe/Paris', depot: 'D1' },
  ],
};
const definitionOf = (values: WizardValues) => {
  const parsed = parseStudyDefinition(JSON.stringify(wizardDefinition(values)), 'wizard.json');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
};
const withEmergency = (emergency: object): WizardValues => ({
  ...filled,
  emergency: { ...filled.emergency, ...emergency },
});

describe('the definition that the wizard writes', () => {
  it('says what holds in an emergency, with a list that may hold commas', () => {
    const { codeBreak, custody } = definitionOf(
      withEmergency({
        breaksCode: 'telephone',
        telephone: ' +33 4 72 00 00 00 ',
        tell: 'Monitor, Dr Solli; Safety',
        kitsUntilAssessed: 'held',
        openForMinutes: 30,
      }),
    );
    expect(codeBreak).toEqual({
      bySite: false,
      reasonWithinHours: 24,
      assessWithinDays: 5,
      shownForSeconds: 60,
      kitsUntilAssessed: 'held',
      tell: ['Monitor, Dr Solli', 'Safety'],
      telephone: '+33 4 72 00 00 00',
    });
    expect(custody).toEqual({ openForMinutes: 30 });
  });

  it('names no telephone where none was given', () => {
    expect(definitionOf(filled).codeBreak).not.toHaveProperty('telephone');
  });

  it('has no code to break in an open-label study', () => {
    const open = { ...filled, protocol: { ...filled.protocol, blinding: 'open-label' } };
    expect(definitionOf(open)).not.toHaveProperty('codeBreak');
  });

  it('is refused where a number is out of its range', () => {
    expect(() => definitionOf(withEmergency({ openForMinutes: 0 }))).toThrow('openForMinutes');
  });
});
