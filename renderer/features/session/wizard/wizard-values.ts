/** What the wizard holds: texts and numbers as typed, turned into a definition at the end. */
export type Row = Readonly<Record<string, string | number>>;

export interface WizardValues {
  readonly protocol: Row;
  readonly arms: readonly Row[];
  readonly kitTypes: readonly Row[];
  readonly visits: readonly Row[];
  readonly kits: readonly Row[];
  readonly factors: readonly Row[];
  readonly eligibility: readonly Row[];
  readonly regions: readonly Row[];
  readonly depots: readonly Row[];
  readonly sites: readonly Row[];
  readonly rules: Row;
  readonly emergency: Row;
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const firstWizardValues: WizardValues = {
  protocol: {
    number: '',
    title: '',
    phase: 'III',
    sponsor: '',
    environment: 'UAT',
    blinding: 'double-blind',
    plannedSubjects: 100,
  },
  arms: [
    { id: 'A', name: 'Active', ratio: 1 },
    { id: 'B', name: 'Placebo', ratio: 1 },
  ],
  kitTypes: [
    {
      id: 'active',
      name: 'Active kit',
      unitCount: 30,
      unitName: 'tablet',
      storage: 'Store below 25 °C.',
    },
    {
      id: 'placebo',
      name: 'Placebo kit',
      unitCount: 30,
      unitName: 'tablet',
      storage: 'Store below 25 °C.',
    },
  ],
  visits: [
    { id: 'V1', name: 'Screening', day: -14, windowBefore: 7, windowAfter: 7 },
    { id: 'V2', name: 'Randomization', day: 0, windowBefore: 0, windowAfter: 0 },
    { id: 'V3', name: 'Week 4', day: 28, windowBefore: 3, windowAfter: 3 },
  ],
  kits: [
    { visit: 'V2', arm: 'A', kitType: 'active', count: 1 },
    { visit: 'V2', arm: 'B', kitType: 'placebo', count: 1 },
    { visit: 'V3', arm: 'A', kitType: 'active', count: 1 },
    { visit: 'V3', arm: 'B', kitType: 'placebo', count: 1 },
  ],
  factors: [],
  eligibility: [
    { id: 'adult', kind: 'inclusion', text: 'Age of 18 years or more' },
    { id: 'consent', kind: 'inclusion', text: 'Written consent given' },
  ],
  regions: [{ id: 'R1', name: 'Region 1' }],
  depots: [{ id: 'D1', name: 'Central depot', country: '', zone }],
  sites: [{ id: 'S101', name: '', region: 'R1', country: '', zone, depot: 'D1' }],
  rules: {
    randomizationVisit: 'V2',
    consentVersions: '1.0',
    doNotShip: 60,
    doNotCount: 45,
    doNotDispense: 30,
    boundary: 'yes',
    prefix: '',
    length: 6,
    check: 'mod-11-10',
    grouping: 4,
  },
  emergency: {
    breaksCode: 'site',
    telephone: '',
    tell: 'Principal investigator; Medical monitor of the sponsor; Quality assurance',
    reasonWithinHours: 24,
    assessWithinDays: 5,
    shownForSeconds: 60,
    kitsUntilAssessed: 'given',
    openForMinutes: 15,
  },
};
