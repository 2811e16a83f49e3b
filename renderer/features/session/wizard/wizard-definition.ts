import type { Row, WizardValues } from './wizard-values.ts';

const parts = (value: string | number | undefined, between = /[,;]/): readonly string[] =>
  String(value ?? '')
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const idOf = (name: string, index: number): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  return plain === '' ? `level-${index + 1}` : plain.slice(0, 40);
};

/** `Under 65, 65 or older` with the cut 65 makes a factor; without cuts the person chooses the level. */
function factorOf(row: Row): unknown {
  const { id, name, kind, unit = '', minimum, maximum } = row;
  const common = {
    id,
    name,
    levels: parts(row['levels']).map((level, index) => ({ id: idOf(level, index), name: level })),
  };
  const cutPoints = parts(row['cuts']).map(Number);
  switch (kind) {
    case 'number':
      return {
        ...common,
        kind,
        unit,
        rounding: 'floor',
        decimals: 0,
        cutPoints,
        minimum: Number(minimum ?? 0),
        maximum: Number(maximum ?? 0),
      };
    case 'date':
      return { ...common, kind, measure: 'completed-years', cutPoints };
    default:
      return { ...common, kind: 'level' };
  }
}

interface Kit {
  readonly kitType: string;
  readonly count: number;
}

function visitKitsOf(rows: readonly Row[]): readonly unknown[] {
  const groups = new Map<
    string,
    { readonly visit: unknown; readonly arm: unknown; readonly kits: Kit[] }
  >();
  for (const { visit, arm, kitType, count } of rows) {
    const key = `${visit} ${arm}`;
    const group = groups.get(key) ?? { visit, arm, kits: [] };
    group.kits.push({ kitType: String(kitType), count: Number(count) });
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** An open-label study has no code to break, but lists and seeds to keep. */
function emergencyOf({ emergency, protocol }: WizardValues): Readonly<Record<string, unknown>> {
  const { reasonWithinHours, assessWithinDays, shownForSeconds, kitsUntilAssessed } = emergency;
  const telephone = String(emergency['telephone'] ?? '').trim();
  const codeBreak = {
    bySite: emergency['breaksCode'] === 'site',
    reasonWithinHours,
    assessWithinDays,
    shownForSeconds,
    kitsUntilAssessed,
    tell: parts(emergency['tell'], /;/),
    ...(telephone === '' ? {} : { telephone }),
  };
  return {
    ...(protocol['blinding'] === 'open-label' ? {} : { codeBreak }),
    custody: { openForMinutes: emergency['openForMinutes'] },
  };
}

/** The definition that a file would have: the same format, checked by the same rules. */
export function wizardDefinition(values: WizardValues): unknown {
  const { protocol, rules } = values;
  const { number, title, phase, sponsor, environment, blinding, plannedSubjects } = protocol;
  const { doNotShip, doNotCount, doNotDispense, prefix, length, check, grouping } = rules;
  return {
    format: 'cachet-study/1',
    protocol: { number, title, phase, sponsor },
    environment,
    blinding,
    plannedSubjects,
    arms: values.arms,
    kitTypes: values.kitTypes,
    visits: values.visits.map((visit) => ({
      ...visit,
      isRandomization: visit['id'] === rules['randomizationVisit'],
    })),
    visitKits: visitKitsOf(values.kits),
    factors: values.factors.map(factorOf),
    regions: values.regions,
    depots: values.depots,
    sites: values.sites.map((site) => ({ ...site, status: 'active' })),
    selection: {
      study: { doNotShip, doNotCount, doNotDispense },
      isBoundaryDayAllowed: rules['boundary'] === 'yes',
    },
    gates: { consentVersions: parts(rules['consentVersions']), eligibility: values.eligibility },
    kitNumbers: {
      prefix,
      alphabet: check === 'mod-37-36' ? 'unambiguous' : 'digits',
      length,
      check,
      grouping,
    },
    ...emergencyOf(values),
  };
}
