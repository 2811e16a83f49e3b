/** ASCII 29, which ends a variable-length field of a GS1 barcode. */
export const groupSeparator = '\u001d';

const symbology = /^\][A-Za-z]\d/;
/** Fields that a kit label may carry before the serial number, with their fixed length. */
const fixedFields: Readonly<Record<string, number>> = { '01': 14, '11': 6, '15': 6, '17': 6 };
const openFields = ['10', '21', '240', '7240'];
const gtinFirst = /^01\d{14}(10|11|15|17|21)/;

interface Field {
  readonly identifier: string;
  readonly value: string;
  readonly rest: string;
}

function nextField(text: string): Field | null {
  const fixed = fixedFields[text.slice(0, 2)];
  if (fixed !== undefined) {
    const value = text.slice(2, 2 + fixed);
    if (value.length < fixed) return null;
    return { identifier: text.slice(0, 2), value, rest: text.slice(2 + fixed) };
  }
  const identifier = openFields.find((open) => text.startsWith(open));
  if (identifier === undefined) return null;
  const end = text.indexOf(groupSeparator);
  const value = text.slice(identifier.length, end === -1 ? undefined : end);
  return { identifier, value, rest: end === -1 ? '' : text.slice(end) };
}

function serialOf(text: string): string | null {
  let rest = text;
  while (rest !== '') {
    const field = nextField(rest.replace(/^\u001d+/, ''));
    if (field === null) return null;
    if (field.identifier === '21') return field.value;
    rest = field.rest;
  }
  return null;
}

/**
 * What a scanned text may name, most likely first. A GS1 label names the serial number in it (21); a plain
 * barcode names itself. Case and punctuation are kept.
 */
export function namesInScan(scanned: string): readonly string[] {
  const hasSymbology = symbology.test(scanned);
  const text = (hasSymbology ? scanned.slice(3) : scanned).trim();
  const isGs1 = hasSymbology || text.includes(groupSeparator) || gtinFirst.test(text);
  const serial = isGs1 ? serialOf(text) : null;
  const plain = text.replaceAll(groupSeparator, '');
  return serial === null ? [plain] : [serial, plain];
}
