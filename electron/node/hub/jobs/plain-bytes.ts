/** Arrays of numbers that cross between machines, by name; their bytes are those of little-endian memory. */
const kinds = { Float64Array, Int32Array, Uint32Array, Uint8Array } as const;
type Kind = keyof typeof kinds;
type Numbers = InstanceType<(typeof kinds)[Kind]>;

const mark = '§';
const longestHead = 64 * 1024 * 1024;

const kindOf = (value: object): Kind | undefined =>
  (Object.keys(kinds) as Kind[]).find((name) => value instanceof kinds[name]);

/** What JSON has no word for. */
const special = (value: number): string | null =>
  Number.isFinite(value) && !Object.is(value, -0) ? null : Object.is(value, -0) ? '-0' : `${value}`;

/**
 * Plain data as bytes: 4 bytes with the length of the JSON, the JSON, then the arrays that it names, each at a multiple
 * of 8. The same data make the same bytes. Throws for what is no plain data.
 */
export function bytesOf(data: unknown): Buffer {
  const arrays: Numbers[] = [];
  const plain = (value: unknown): unknown => {
    if (typeof value === 'number') {
      const word = special(value);
      return word === null ? value : { [mark]: word };
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(plain);
    const kind = kindOf(value);
    if (kind === undefined) {
      if (Object.hasOwn(value, mark)) throw new Error(`plain data has no member ${mark}`);
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
    }
    const numbers = value as Numbers;
    arrays.push(numbers);
    return { [mark]: [kind, numbers.length] };
  };
  const head = Buffer.from(JSON.stringify(plain(data)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const pieces: Uint8Array[] = [length, head];
  let at = 4 + head.length;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    pieces.push(Buffer.alloc((8 - (at % 8)) % 8), new Uint8Array(buffer, byteOffset, byteLength));
    at += ((8 - (at % 8)) % 8) + byteLength;
  }
  return Buffer.concat(pieces);
}

/** Reads what `bytesOf` made, strictly: throws for anything else, since it may come from anybody. */
export function dataOf(bytes: Uint8Array): unknown {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.readUInt32LE(0);
  if (length > longestHead || 4 + length > view.length) throw new Error('the head is cut');
  let at = 4 + length;
  const revive = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(revive);
    if (!Object.hasOwn(value, mark)) {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, revive(one)]));
    }
    const said = (value as Readonly<Record<string, unknown>>)[mark];
    if (typeof said === 'string') return Number(said);
    const [kind, count] = said as readonly [Kind, number];
    if (!Object.hasOwn(kinds, kind) || !Number.isSafeInteger(count) || count < 0) {
      throw new Error('an array has no length');
    }
    at += (8 - (at % 8)) % 8;
    const end = at + count * kinds[kind].BYTES_PER_ELEMENT;
    if (end > view.length) throw new Error('an array is cut');
    const own = new Uint8Array(view.subarray(at, end));
    at = end;
    return new kinds[kind](own.buffer);
  };
  return revive(JSON.parse(view.subarray(4, 4 + length).toString('utf8')));
}
