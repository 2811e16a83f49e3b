import { createECDH, hash } from 'node:crypto';

/** Order of the base point of P-256. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const deviceKey = 0x1f3a5c7e9b2d4f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8n;

const hex = (value: bigint): string => value.toString(16).padStart(64, '0');
const fromHex = (text: string): bigint => BigInt(`0x${text}`);
const backwards = (text: string): string => Buffer.from(text, 'hex').reverse().toString('hex');

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, left] = [1n, base % order, exponent];
  for (; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % order;
    square = (square * square) % order;
  }
  return result;
}

function point(scalar: bigint): { readonly x: string; readonly y: string } {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(Buffer.from(hex(scalar), 'hex'));
  const raw = ecdh.getPublicKey('hex');
  return { x: raw.slice(2, 66), y: raw.slice(66) };
}

export const devicePublicKey = ((): string => {
  const { x, y } = point(deviceKey);
  return backwards(x) + backwards(y);
})();

/** Signs as the devices do: every number little-endian, the digest read backwards too. */
export function deviceSignature(message: Uint8Array): string {
  const z = fromHex(backwards(hash('sha256', message, 'hex')));
  const nonce =
    (fromHex(hash('sha256', Buffer.concat([Buffer.from('nonce'), message]), 'hex')) %
      (order - 1n)) +
    1n;
  const r = fromHex(point(nonce).x) % order;
  const s = (power(nonce, order - 2n) * (z + r * deviceKey)) % order;
  return backwards(hex(r)) + backwards(hex(s));
}

/** A device's text with certificate and signature. `body` ends before `Cert:`; lines end with CRLF. */
export function signedText(body: readonly string[]): Buffer {
  const lines = [
    ...body,
    'Cert:',
    ' Vers: 1.0',
    ' Issuer: Test Works',
    ` Public Key: ${devicePublicKey}`,
    `Sig Cert: ${'0'.repeat(128)}`,
  ];
  const message = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
  return Buffer.concat([message, Buffer.from(`Sig: ${deviceSignature(message)}\r\n`)]);
}

/** A Q-tag's readings: hundredths of °C every ten minutes from a start; null for a missing one. */
export function qTagBody(
  readings: readonly (number | null)[],
  {
    serial = 'TEST00001',
    zone = '0.00',
    unit = '',
  }: { readonly serial?: string; readonly zone?: string; readonly unit?: string } = {},
): readonly string[] {
  const known = readings.filter((one) => one !== null);
  const degrees = (centi: number) => (centi / 100).toFixed(1);
  return [
    'Device: Q-tag CLm doc LR',
    'Vers: 1.9',
    'Fw Vers: 4.7.04o',
    'Sensor: 1',
    'Conf:',
    ` Serial: ${serial}`,
    ` Zone: ${zone}`,
    ...(unit === '' ? [] : [` Temp unit: ${unit}`]),
    ' Logging Interval: 10',
    'Res:',
    ' TS Start: 2024-03-30 22:00',
    ` Min T: ${degrees(Math.min(...known))}, TS Min T: 2024-03-30 22:00`,
    ` Max T: ${degrees(Math.max(...known))}, TS Max T: 2024-03-30 22:00`,
    'Marker:',
    '\tNumber\tT\tyyyy-MM-dd hh:mm\t',
    'Data:',
    '\tyyyy-MM-dd hh:mm\tT\tOut of limits',
    ...readings.map((centi, i) => {
      const time = new Date(Date.UTC(2024, 2, 30, 22, 10 * i)).toISOString();
      return `\t${time.slice(0, 10)} ${time.slice(11, 16)}\t${centi === null ? '--.-' : degrees(centi)}\t`;
    }),
  ];
}

export interface TestDay {
  readonly date: string;
  readonly min: string;
  readonly max: string;
  readonly blind?: number;
}

/** A Fridge-tag's history, newest day first. */
export function fridgeTagBody(
  days: readonly TestDay[],
  { unit = 'C', model = 'Q-tag Fridge-tag 2 L', zone = '5.50' } = {},
): readonly string[] {
  return [
    `Device: ${model}`,
    'Vers: 0.5',
    'Fw Vers: 3.4',
    'Conf:',
    ' Serial: 990000000001',
    ` Zone: ${zone}`,
    ` Temp unit: ${unit}`,
    ' Alarm:',
    '  0:',
    '   T AL: -0.5, t AL: 60',
    '  1:',
    '   T AL: +8.0, t AL: 600',
    'Hist:',
    ' TS Actv: 2024-01-01 08:00',
    ' TS Report Creation: 2024-01-09 10:00',
    ...days.flatMap(({ date, min, max, blind = 0 }, i) => [
      ` ${i + 1}:`,
      `  Date: ${date}`,
      `  Min T: ${min}, TS Min T: 03:00`,
      `  Max T: ${max}, TS Max T: 15:00`,
      '  Avrg T: +4.0',
      '  Alarm:',
      '   0:',
      '    t Acc: 0',
      '   1:',
      '    t Acc: 12',
      '  Ext Sensor timeout:',
      `   t AccST: ${blind}`,
      '  Int Sensor timeout:',
      '   t AccST: 0',
      '  Events: 0',
    ]),
  ];
}
