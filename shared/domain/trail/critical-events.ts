/** What an auditor looks at first; every other entry is routine. */
export const criticalClasses = [
  'code-break',
  'unblinding',
  'quarantine-release',
  'changed-after-signature',
  'correction',
  'failed-sign-in',
  'people',
  'override',
] as const;

export type CriticalClass = (typeof criticalClasses)[number];

/** A member of the entry's body and what it must be for the entry to count. */
interface Condition {
  readonly member: string;
  readonly holds: 'is one of' | 'is above';
  readonly values: readonly (string | number)[];
}

/** Entries of this kind are critical: all of them, or those whose body meets the condition. */
export interface CriticalRule {
  readonly critical: CriticalClass;
  readonly when: Condition | null;
}

const oneOf = (member: string, ...values: readonly string[]): Condition => ({
  member,
  holds: 'is one of',
  values,
});
const above = (member: string, value: number): Condition => ({
  member,
  holds: 'is above',
  values: [value],
});

const always = (critical: CriticalClass): CriticalRule => ({ critical, when: null });
const only = (critical: CriticalClass, when: Condition): CriticalRule => ({ critical, when });

const rules: Readonly<Record<string, CriticalRule>> = {
  'unblinding-granted': always('unblinding'),
  'break-keys-granted': always('unblinding'),
  'list-revealed': always('unblinding'),
  'replication-kit-exported': always('unblinding'),
  'list-exported': always('unblinding'),
  'kit-map-exported': always('unblinding'),
  'drug-accounts-exported': always('unblinding'),
  'kits-changed': only('quarantine-release', oneOf('action', 'release')),
  'excursion-decided': only('quarantine-release', oneOf('status', 'released', 'split')),
  'study-defined': only('changed-after-signature', above('version', 1)),
  'storage-profile-set': only('changed-after-signature', above('version', 1)),
  'label-template-defined': only('changed-after-signature', above('version', 1)),
  'list-extended': always('changed-after-signature'),
  'list-retired': always('changed-after-signature'),
  'resupply-set': always('changed-after-signature'),
  'campaign-started': always('changed-after-signature'),
  'units-corrected': always('correction'),
  'site-strata-corrected': always('correction'),
  'backup-resolved': always('correction'),
  'discrepancy-resolved': always('correction'),
  'sign-in-failed': always('failed-sign-in'),
  'user-added': always('people'),
  'user-deactivated': always('people'),
  'access-recovered': always('people'),
  'site-status-set': always('override'),
  'lot-status-set': always('override'),
  'pack-revoked': always('override'),
  'clock-confirmed': always('override'),
  'site-clock-jumped': always('override'),
  'store-restored': always('override'),
  'resupply-run': only('override', above('adjusted', 0)),
};

/** Families of kinds that are critical whatever their members are called. */
const families: readonly (readonly [prefix: string, critical: CriticalClass])[] = [
  ['code-br', 'code-break'],
  ['custody', 'unblinding'],
  ['unblinding', 'unblinding'],
  ['signature-failed', 'failed-sign-in'],
  ['signing-', 'failed-sign-in'],
  ['user-', 'people'],
  ['role-', 'people'],
];

/** The rule for a kind of entries, or null when none of them is critical. */
export function criticalRule(kind: string): CriticalRule | null {
  const rule = Object.hasOwn(rules, kind) ? rules[kind] : undefined;
  if (rule !== undefined) return rule;
  const family = families.find(([prefix]) => kind.startsWith(prefix));
  return family === undefined ? null : always(family[1]);
}

function meets({ member, holds, values }: Condition, body: Readonly<Record<string, unknown>>) {
  const found = body[member];
  return holds === 'is above'
    ? typeof found === 'number' && found > (values[0] as number)
    : values.includes(found as string);
}

/** The class of an entry, or null for routine. */
export function criticalClass(entry: {
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}): CriticalClass | null {
  const rule = criticalRule(entry.kind);
  if (rule === null) return null;
  return rule.when === null || meets(rule.when, entry.body) ? rule.critical : null;
}
