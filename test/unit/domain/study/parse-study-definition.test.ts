// Requirements: PLT-11
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { DefinitionIssue } from '../../../../shared/domain/study/definition-issue.ts';
import { issueText } from '../../../../shared/domain/study/definition-issue.ts';
import { studyDefinitionJsonSchema } from '../../../../shared/domain/study/definition-json-schema.ts';
import { definitionLimits } from '../../../../shared/domain/study/definition-limits.ts';
import {
  checkStudyDefinition,
  parseStudyDefinition,
} from '../../../../shared/domain/study/parse-study-definition.ts';
import { demonstrationStudy, demonstrationText } from '../../../builders/demonstration-study.ts';

const issuesOf = (text: string): readonly DefinitionIssue[] => {
  const parsed = parseStudyDefinition(text, 'study.yaml');
  return parsed.ok ? [] : parsed.error;
};

/** Replaces one passage of the demonstration study; the passage must be there. */
const changed = (from: string, to: string): string => {
  if (!demonstrationText.includes(from)) throw new Error(`no such passage: ${from}`);
  return demonstrationText.replace(from, to);
};

describe('the demonstration study', () => {
  it('is complete: 80 sites in 5 regions, 500 subjects, three kit types, two factors', () => {
    const study = demonstrationStudy();
    expect(study.sites).toHaveLength(80);
    expect(study.regions).toHaveLength(5);
    expect(study.plannedSubjects).toBe(500);
    expect(study.kitTypes).toHaveLength(3);
    expect(study.factors).toHaveLength(2);
    expect(study.arms.map(({ ratio }) => ratio)).toEqual([1, 1]);
    expect(study.environment).toBe('UAT');
  });

  it('is the same study written as YAML or as JSON', () => {
    const study = demonstrationStudy();
    for (const text of [JSON.stringify(study), JSON.stringify(study, null, 2), stringify(study)]) {
      expect(parseStudyDefinition(text, 'study.json')).toEqual({ ok: true, value: study });
    }
    expect(parseStudyDefinition(`\uFEFF${demonstrationText}`, 'study.yaml').ok).toBe(true);
    expect(checkStudyDefinition(study)).toEqual({ ok: true, value: study });
  });

  it('fits the published schema, which is current', () => {
    const path = new URL(
      '../../../../resources/schemas/study-definition.schema.json',
      import.meta.url,
    );
    const published: unknown = JSON.parse(readFileSync(path, 'utf8'));
    // After a change of format: node test/builders/write-study-schema.ts
    expect(published).toEqual(studyDefinitionJsonSchema());
  });
});

describe('issues of a study definition', () => {
  it.each([
    ['ratio: 1 }', 'ratio: 0 }', 'arms[0].ratio', 'a number of at least 1'],
    ['ratio: 1 }', 'ratio: 1.5 }', 'arms[0].ratio', 'a whole number'],
    ['phase: III', 'phase: 3', 'protocol.phase', 'text'],
    ['phase: III', 'fase: III', 'protocol.phase', 'text'],
    ['environment: UAT', 'environment: TEST', 'environment', '"PROD" or "UAT"'],
    ['kind: number', 'kind: numeric', 'factors[0].kind', '"level" or "number" or "date"'],
    ['id: V3,', 'id: V 3,', 'visits[2].id', 'an id of 1 to 40'],
    ['name: Week 4', 'name: "Week\\n4"', 'visits[2].name', 'printable text'],
    ['name: Week 4', 'name: "Week \\u202e4"', 'visits[2].name', 'printable text'],
    ['day: 28', 'day: 1e9', 'visits[2].day', 'at most 4000'],
    ['id: V3,', 'id: v2,', 'visits[2].id', 'not used yet'],
    ['id: placebo', 'id: active', 'arms[1].id', 'not used yet'],
    ['id: from-65', 'id: under-65', 'factors[0].levels[1].id', 'not used yet'],
    ['visit: V3, arm: active', 'visit: V9, arm: active', 'visitKits[2].visit', 'id of a visit'],
    ['arm: active, kits', 'arm: actve, kits', 'visitKits[0].arm', 'id of a arm'],
    [
      '[{ kitType: capsules-active }, {',
      '[{ kitType: capsuls }, {',
      'visitKits[0].kits[0].kitType',
      'kit type',
    ],
    ['region: south-america', 'region: south', 'sites[1].region', '"south-america"'],
    ['depot: central', 'depot: zentral', 'sites[0].depot', '"central"'],
    ['zone: Europe/Berlin', 'zone: Europe/Berlyn', 'depots[0].zone', 'IANA'],
    ['country: US', 'country: UK', 'sites[0].country', 'ISO 3166-1'],
    [
      'country: NZ, doNotShip',
      'country: XX, doNotShip',
      'selection.overrides.countries[1].country',
      'ISO',
    ],
    [
      'visit: V5, doNotDispense',
      'visit: V8, doNotDispense',
      'selection.overrides.visits[0].visit',
      'id of a visit',
    ],
    [', isRandomization: true', '', 'visits', 'exactly one'],
    ['id: V1,', 'isRandomization: true, id: V1,', 'visits', 'exactly one'],
    ['cutPoints: [65]', 'cutPoints: [65, 60]', 'factors[0].cutPoints', 'rising'],
    ['cutPoints: [65]', 'cutPoints: [40, 65]', 'factors[0].levels', '3 levels'],
    ['cutPoints: [65]', 'cutPoints: [64.5]', 'factors[0].cutPoints', 'at most 0 decimals'],
    ['maximum: 110', 'maximum: 60', 'factors[0].minimum', 'around all cut-points'],
    ['- id: age', '- id: site', 'factors[0].id', 'other than site'],
    ['alphabet: digits', 'alphabet: unambiguous', 'kitNumbers.check', 'digits only'],
    ['length: 7, check: mod-11-10', 'length: 3, check: mod-11-10', 'kitNumbers.length', 'room'],
  ])('%s → %s is found at %s', (from, to, path, expected) => {
    const found = issuesOf(changed(from, to));
    const issue = found.find((candidate) => candidate.path === path);
    expect(issue, found.map(issueText).join('\n')).toBeDefined();
    expect(issue?.expected).toContain(expected);
    expect(issue?.next).not.toBe('');
  });

  it('says where in the file: line and column of the value, of the key, or of the nearest parent', () => {
    const text = changed('phase: III', 'phase: 3\n  fase: III').replace(
      '  sponsor: Demonstration Pharma\n',
      '',
    );
    const lines = text.split('\n');
    const at = (path: string) => issuesOf(text).find((issue) => issue.path === path);
    const phase = lines.findIndex((line) => line.includes('phase: 3'));
    expect(at('protocol.phase')).toMatchObject({ line: phase + 1, column: 10, found: '3' });
    expect(at('protocol.fase')).toMatchObject({ line: phase + 2, column: 3 });
    const parent = lines.findIndex((line) => line.includes('number: CCH-301'));
    expect(at('protocol.sponsor')).toMatchObject({ line: parent + 1, found: 'nothing' });
  });

  it('points into one-line JSON by column', () => {
    const text = JSON.stringify({ ...demonstrationStudy(), blinding: 'blind' });
    const [issue] = issuesOf(text);
    expect(issue).toMatchObject({ line: 1, column: text.indexOf('"blind"') + 1, path: 'blinding' });
  });

  it('names an arm that gets no kit', () => {
    const study = demonstrationStudy();
    const visitKits = study.visitKits.filter(({ arm }) => arm !== 'placebo');
    const text = JSON.stringify({ ...study, visitKits });
    expect(issuesOf(text)).toMatchObject([
      { path: 'arms[1]', expected: 'kits for every arm at least at one visit' },
    ]);
  });

  it('tells all problems of a stage at once', () => {
    const text = changed('ratio: 1', 'ratio: 0').replace('environment: UAT', 'environment: X');
    expect(issuesOf(text).map(({ path }) => path)).toEqual(['environment', 'arms[0].ratio']);
  });
});

describe('hostile and broken texts', () => {
  it.each([
    ['a repeated key', 'format: cachet-study/1\nformat: cachet-study/1\n', 2, 1],
    ['an anchor and alias', 'a: &x [1]\nb: *x\n', 1, 7],
    ['a tag', 'a: 1\nb: !!js/function x\n', 2, 4],
    ['a private tag', 'b: !include /etc/passwd\n', 1, 4],
    ['two documents', 'a: 1\n---\nb: 2\n', 2, 1],
    ['a list as a name', 'a: 1\n? [b]\n: 2\n', 2, 3],
    ['an open bracket', '{"format": [1, 2', 1, 17],
    ['a tab as indentation', 'a:\n\tb: 1\n', 2, 1],
    ['deep brackets', '['.repeat(20_000), 1, definitionLimits.nesting + 2],
    ['deep dashes', '- '.repeat(5_000), 1, (definitionLimits.nesting + 1) * 2 + 1],
    ['too many members', Array.from({ length: 6_100 }, (_, i) => `k${i}: 1`).join('\n'), 1, 1],
    ['too long a text', 'x'.repeat(definitionLimits.textLength + 1), 1, 1],
    ['nothing', '', 1, 1],
    ['another kind of file', 'kit number;lot\n1;2\n', 1, 1],
  ])('%s is refused at its place', (_name, text, line, column) => {
    const [issue] = issuesOf(text);
    expect(issue).toMatchObject({ file: 'study.yaml', line, column });
  });

  it('takes no setting from a prototype', () => {
    const text = JSON.stringify(demonstrationStudy()).replace('{', '{"__proto__":{"polluted":1},');
    expect(parseStudyDefinition(text, 'x.json').ok).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('never throws and always places its issues, whatever the text', () => {
    const pieces = [
      'a:',
      ' ',
      '\n',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '&x',
      '*x',
      '!t',
      '|',
      '>',
      '#',
      '? ',
      ',',
      ': ',
      '%',
      '@',
      '`',
      '\t',
      '0',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        for (const issue of issuesOf(parts.join(''))) {
          expect(issue.line).toBeGreaterThanOrEqual(1);
          expect(issue.column).toBeGreaterThanOrEqual(1);
        }
        expect(issuesOf(parts.join('')).length).toBeGreaterThan(0);
      }),
      { seed: 31, numRuns: 2_000 },
    );
  });
});
