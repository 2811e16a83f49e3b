// Requirements: TRU-11
import { describe, expect, it } from 'vitest';
import { definitionForSite } from '../../../../shared/domain/backup/definition-for-site.ts';
import {
  treatmentNamed,
  withoutTreatment,
} from '../../../../shared/domain/code-break/named-treatment.ts';
import {
  codeBreakSettings,
  custodySettings,
  sitesHoldKeys,
} from '../../../../shared/domain/study/emergency-settings.ts';
import { parseStudyDefinition } from '../../../../shared/domain/study/parse-study-definition.ts';
import { smallStudyText } from '../../../builders/small-study.ts';

const defined = (more = '', options: Parameters<typeof smallStudyText>[0] = {}) => {
  const parsed = parseStudyDefinition(`${smallStudyText(options)}\n${more}\n`, 'study.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
};

describe('settings of an emergency', () => {
  it('are the usual ones where a definition says nothing, which it need not', () => {
    const definition = defined();
    expect('codeBreak' in definition).toBe(false);
    expect(codeBreakSettings(definition)).toMatchObject({ bySite: true, shownForSeconds: 60 });
    expect(custodySettings(definition)).toEqual({ openForMinutes: 15 });
    expect(sitesHoldKeys(definition)).toBe(true);
  });

  it('fill up what a definition leaves out, and refuse what makes no sense', () => {
    const definition = defined('codeBreak: { bySite: false, telephone: +47 22 00 00 00 }');
    expect(codeBreakSettings(definition)).toMatchObject({ bySite: false, reasonWithinHours: 24 });
    expect(sitesHoldKeys(definition)).toBe(false);
    const parse = (text: string) =>
      parseStudyDefinition(`${smallStudyText()}\n${text}\n`, 'study.yaml').ok;
    expect(parse('custody: { openForMinutes: 480 }')).toBe(true);
    expect(parse('custody: { openForMinutes: 0 }')).toBe(false);
    expect(parse('codeBreak: { shownForSeconds: 5 }')).toBe(false);
    expect(parse('codeBreak: { approval: true }')).toBe(false);
  });

  it('need no keys where nothing is concealed, and reach a site on backup', () => {
    expect(sitesHoldKeys(defined('', { blinding: 'open-label' }))).toBe(false);
    const definition = defined('codeBreak: { telephone: +47 22 00 00 00 }');
    const site = definitionForSite(definition, 'S001', []);
    expect(codeBreakSettings(site).telephone).toBe('+47 22 00 00 00');
    expect(sitesHoldKeys(site)).toBe(false);
  });
});

describe('a text that everybody may read', () => {
  const definition = defined();

  it('is refused with the name of any arm or kit type, alike for all', () => {
    const rules = ['it was ACTIVE.', 'given placebo?', 'Arm placebo', 'kit-active was damaged'].map(
      (text) => treatmentNamed(definition, text)?.rule,
    );
    expect(new Set(rules)).toEqual(new Set(['text-names-treatment']));
  });

  it('of an emergency loses such names and no other word, alike for all', () => {
    const kept = (text: string) => withoutTreatment(definition, text);
    expect(kept('Arm placebo, then ACTIVE and kit-active.')).toBe('[…], then […] and […].');
    expect(kept('given placebo')).toBe(kept('given active'));
    expect(kept('proactively treated')).toBe('proactively treated');
  });

  it('may use words that only contain a name', () => {
    expect(treatmentNamed(definition, 'proactively treated, placebos aside')).toBeNull();
    expect(treatmentNamed(definition, 'Anaphylaxis after the study treatment')).toBeNull();
  });
});
