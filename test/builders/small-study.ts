/** What a test may vary in the small study. */
export interface SmallStudyOptions {
  /** `id: ratio` of each arm, in order. */
  readonly arms?: readonly (readonly [id: string, ratio: number])[];
  readonly extraKitTypes?: readonly string[];
  readonly extraSites?: readonly string[];
  readonly blinding?: string;
  /** Replaces text of the finished definition, e.g. to make a bad one. */
  readonly replace?: readonly (readonly [from: string, to: string])[];
}

const kitTypeLine = (id: string): string =>
  `  - { id: ${id}, name: Kit ${id}, unitCount: 10, unitName: tablet, storage: Store below 25 °C. }`;

const siteLine = (id: string, region: string, zone: string, country: string): string =>
  `  - { id: ${id}, name: Site ${id}, region: ${region}, country: ${country}, zone: ${zone}, status: active, depot: central }`;

/** A two-arm study with three sites, two regions, two factors and two depots, as YAML. */
export function smallStudyText(options: SmallStudyOptions = {}): string {
  const arms = options.arms ?? [
    ['active', 1],
    ['placebo', 1],
  ];
  const kitTypes = [...arms.map(([id]) => `kit-${id}`), ...(options.extraKitTypes ?? [])];
  const visitKits = ['V1', 'V2'].flatMap((visit) =>
    arms.map(([id]) => `  - { visit: ${visit}, arm: ${id}, kits: [{ kitType: kit-${id} }] }`),
  );
  const text = `format: cachet-study/1
protocol: { number: TST-1, title: A small study for tests, phase: III, sponsor: Test Sponsor }
environment: UAT
blinding: ${options.blinding ?? 'double-blind'}
plannedSubjects: 40
arms:
${arms.map(([id, ratio]) => `  - { id: ${id}, name: Arm ${id}, ratio: ${ratio} }`).join('\n')}
kitTypes:
${kitTypes.map(kitTypeLine).join('\n')}
visits:
  - { id: V1, name: Randomization, day: 0, isRandomization: true }
  - { id: V2, name: Week 4, day: 28, windowBefore: 3, windowAfter: 3 }
visitKits:
${visitKits.join('\n')}
factors:
  - id: sex
    name: Sex
    kind: level
    levels:
      - { id: female, name: Female }
      - { id: male, name: Male }
  - id: age
    name: Age
    kind: number
    unit: years
    rounding: floor
    decimals: 0
    cutPoints: [65]
    minimum: 18
    maximum: 110
    levels:
      - { id: under-65, name: Under 65 }
      - { id: from-65, name: 65 or older }
regions:
  - { id: west, name: West }
  - { id: east, name: East }
depots:
  - { id: central, name: Central depot, country: DE, zone: Europe/Berlin }
  - { id: second, name: Second depot, country: DE, zone: Europe/Berlin }
selection:
  study: { doNotShip: 60, doNotCount: 45, doNotDispense: 35 }
  overrides: { countries: [{ country: AU, doNotShip: 75 }] }
  isBoundaryDayAllowed: true
  tie: sequence
gates:
  consentVersions: ["1.0"]
  eligibility:
    - { id: I1, kind: inclusion, text: Adult }
kitNumbers: { alphabet: digits, length: 7, check: mod-11-10, grouping: 4 }
sites:
${siteLine('S001', 'west', 'Europe/Madrid', 'ES')}
${siteLine('S002', 'east', 'Australia/Sydney', 'AU')}
${siteLine('S003', 'west', 'Europe/Berlin', 'DE')}
${(options.extraSites ?? []).map((id) => siteLine(id, 'west', 'Europe/Madrid', 'ES')).join('\n')}
`;
  return (options.replace ?? []).reduce((all, [from, to]) => all.replace(from, to), text);
}
