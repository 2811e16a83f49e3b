import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { parseStudyDefinition } from '../../../shared/domain/study/parse-study-definition.ts';

export const siteCode = (i: number): string => `S${String(i + 1).padStart(3, '0')}`;

/** The part that does not depend on the number of sites. */
const fixedPart = `arms:
  - { id: active, name: Active, ratio: 1 }
  - { id: placebo, name: Placebo, ratio: 1 }
kitTypes:
  - { id: kit-a, name: Kit A, unitCount: 10, unitName: tablet, storage: Store below 25 °C. }
  - { id: kit-p, name: Kit P, unitCount: 10, unitName: tablet, storage: Store below 25 °C. }
visits:
  - { id: V1, name: Randomization, day: 0, isRandomization: true }
visitKits:
  - { visit: V1, arm: active, kits: [{ kitType: kit-a }] }
  - { visit: V1, arm: placebo, kits: [{ kitType: kit-p }] }
factors:
  - id: sex
    name: Sex
    kind: level
    levels:
      - { id: female, name: Female }
      - { id: male, name: Male }
regions:
  - { id: all, name: All }
depots:
  - { id: central, name: Central depot, country: DE, zone: Europe/Berlin }
selection:
  study: { doNotShip: 60, doNotCount: 45, doNotDispense: 35 }
  isBoundaryDayAllowed: true
  tie: sequence
gates:
  consentVersions: ["1.0"]
  eligibility:
    - { id: I1, kind: inclusion, text: Adult }
kitNumbers: { alphabet: digits, length: 7, check: mod-11-10, grouping: 4 }
`;

/** A small two-arm study with as many sites as the drill wants, as YAML. */
export function drillDefinition(
  sites: number,
  environment: 'UAT' | 'PROD' = 'UAT',
): {
  readonly text: string;
  readonly definition: StudyDefinition;
} {
  const text = `format: cachet-study/1
protocol: { number: DRILL-1, title: Downtime drill, phase: III, sponsor: Drill }
environment: ${environment}
blinding: double-blind
plannedSubjects: ${sites * 40}
${fixedPart}sites:
${Array.from({ length: sites }, (_, i) => siteLine(i)).join('\n')}
`;
  const parsed = parseStudyDefinition(text, 'drill.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return { text, definition: parsed.value };
}

const siteLine = (i: number): string =>
  `  - { id: ${siteCode(i)}, name: Drill site ${i + 1}, region: all, country: DE, zone: Europe/Berlin, status: active, depot: central }`;
