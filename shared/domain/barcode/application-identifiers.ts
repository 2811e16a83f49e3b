/** One field of a GS1 barcode: application identifier (AI) without brackets, and its value as it stands in the code. */
export interface Gs1Element {
  readonly ai: string;
  readonly value: string;
}

/** What the value of one identifier must look like (GS1 General Specifications, section 3). */
export interface IdentifierRule {
  readonly title: string;
  readonly kind: 'digits' | 'text' | 'date';
  readonly minimum: number;
  readonly maximum: number;
  /** How many leading digits end with a check digit; 0 for none. */
  readonly checked: number;
  /** The element string must also carry one of these; empty for none. */
  readonly needs: readonly string[];
}

const digits = (title: string, length: number, checked: number): IdentifierRule => ({
  title,
  kind: 'digits',
  minimum: length,
  maximum: length,
  checked,
  needs: [],
});

const text = (title: string, maximum: number, needs: readonly string[] = []): IdentifierRule => ({
  title,
  kind: 'text',
  minimum: 1,
  maximum,
  checked: 0,
  needs,
});

const date = (title: string): IdentifierRule => ({ ...digits(title, 6, 0), kind: 'date' });

/** The identifiers of kit and shipper labels, which are written and checked in full. */
const rules: Readonly<Record<string, IdentifierRule>> = {
  '00': digits('shipper number (SSCC)', 18, 18),
  '01': digits('trade item (GTIN)', 14, 14),
  '10': text('lot', 20),
  '11': date('production date'),
  '15': date('best before'),
  '17': date('expiry'),
  '21': text('serial number', 20),
  '240': text('additional item identification', 30),
  '254': text('extension of a location', 20, ['414']),
  '410': digits('ship-to location (GLN)', 13, 13),
  '414': digits('location (GLN)', 13, 13),
  '7240': text('protocol', 20, ['01', '8006']),
  '8006': digits('piece of a trade item', 18, 14),
};

/** Digits of identifier and value together, by the first two digits: these end without a separator (figure 7.8.5-2). */
const predefinedLengths: ReadonlyMap<string, number> = new Map(
  (
    [
      ['20', 4],
      ['11 12 13 14 15 16 17 18 19', 8],
      ['31 32 33 34 35 36', 10],
      ['01 02 03 41', 16],
      ['04', 18],
      ['00', 20],
    ] as const
  ).flatMap(([starts, length]) => starts.split(' ').map((start) => [start, length] as const)),
);

/** Digits of the identifiers that begin with these two digits; what is not here does not exist. */
const lengthsByStart: readonly (readonly [starts: string, length: number])[] = [
  ['00 01 02 03 10 11 12 13 15 16 17 20 21 22 30 37 90 91 92 93 94 95 96 97 98 99', 2],
  ['23 24 25 40 41 42', 3],
  ['31 32 33 34 35 36 39 43 70 71 72 80 81 82', 4],
];

const identifierLengths: ReadonlyMap<string, number> = new Map(
  lengthsByStart.flatMap(([starts, length]) =>
    starts.split(' ').map((start) => [start, length] as const),
  ),
);

/** Whether a value of this identifier needs no separator after it. */
export const isPredefined = (ai: string): boolean => predefinedLengths.has(ai.slice(0, 2));

/** The identifier at the start of a text, or null when none starts so. */
export function identifierAt(start: string): string | null {
  const length = identifierLengths.get(start.slice(0, 2));
  if (length === undefined || start.length < length) return null;
  const ai = start.slice(0, length);
  return /^\d+$/.test(ai) ? ai : null;
}

/** The rule of an identifier; one that is only carried along, not written by us, has a wide rule. */
export function ruleOf(ai: string): IdentifierRule {
  const rule = Object.hasOwn(rules, ai) ? rules[ai] : undefined;
  if (rule !== undefined) return rule;
  const whole = predefinedLengths.get(ai.slice(0, 2));
  return whole === undefined ? text('other', 90) : digits('other', whole - ai.length, 0);
}

/** Whether labels of this program may carry the identifier. */
export const isWritten = (ai: string): boolean => Object.hasOwn(rules, ai);
