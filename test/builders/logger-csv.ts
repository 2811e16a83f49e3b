/** Hundredths of °C, one a step, as a logger of no make that the program knows would export them. */
export function loggerCsv(
  centi: readonly number[],
  {
    serial = 'LG-1',
    start = '2026-03-02T10:00:00Z',
    stepMinutes = 10,
    zone = 'UTC',
  }: {
    readonly serial?: string;
    readonly start?: string;
    readonly stepMinutes?: number;
    readonly zone?: string | null;
  } = {},
): string {
  const first = Date.parse(start);
  const rows = centi.map((one, i) => {
    const at = new Date(first + i * stepMinutes * 60_000).toISOString();
    return `${at.slice(0, 10)} ${at.slice(11, 19)},${(one / 100).toFixed(1)}`;
  });
  return [
    `Serial number,${serial}`,
    ...(zone === null ? [] : [`Time zone,${zone}`]),
    'Date and time,Temperature (°C)',
    ...rows,
    '',
  ].join('\n');
}

/** So many hours at each temperature, at one reading every ten minutes. */
export const hoursAt = (
  ...parts: readonly (readonly [hours: number, centi: number])[]
): readonly number[] =>
  parts.flatMap(([hours, centi]) => Array.from({ length: hours * 6 }, () => centi));
