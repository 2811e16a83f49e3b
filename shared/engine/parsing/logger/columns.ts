import { numericStamp } from './numeric-stamp.ts';
import { absent, newStamp, scanStamp } from './stamp.ts';
import { temperatureCell, unitNamed } from './temperature-cell.ts';

/** In the languages that loggers' programs are set to; whole words only where a part would mislead. */
const timeWords =
  /date|time|datum|zeit|uhr|fecha|hora|heure|ora\b|data\b|tijd|czas|dato\b|\bkl\b|tid\b|päivä|aika|dátum|idő|tarih|zaman|\bčas|дата|время|ημερομηνία|ώρα|日期|时间|時間|日時|日付|날짜|시간|\bwhen\b|stamp|\butc\b|\bgmt\b/i;
const temperatureWords =
  /temp|°\s*[cf]\b|º\s*[cf]\b|\u2103|\u2109|celsius|fahrenheit|kelvin|^\s*t\s*(?:$|[[(])|^t_?\d*$|lämpötila|hőmérséklet|sıcaklık|teplota|температур|θερμοκρασία|温度|溫度|온도/i;
const derivedWords =
  /set\s*-?point|sollwert|alarm|limit|grenz|\bmin\b|\bmax\b|minimum|maximum|low|high|dew|taupunkt|ros[eé]e|wet\s*bulb|mkt|kinetic|avg|average|mean|mittel|diff|offset|time|date|humid|feucht|\brh\b|%/i;
const deviceWords =
  /^(?:sensor|device|logger|transmitter|probe|channel|serial)(?:[\s_]*(?:id|name|number|no\.?|nr\.?|#))?$/i;
const clockWords = /time|zeit|uhr|heure|hora|\bora\b|aika|\bklo?\b|\btid\b/i;
const dottedClock = /^\d{1,2}\.\d{2}(?:\.\d{2})?$/;
const elapsedWords =
  /elapsed|duration|since|run\s*time|dauer|verstrichen|[ée]coul[ée]|dur[ée]e|transcurrid|trascors|durata|verstreken/i;
const placeWords =
  /^(?:location|place|room|name|station|site|area|asset|equipment|fridge|freezer|refrigerator|node|tag|source|group|ort|raum|standort|messstelle|ger[aä]t|f[uü]hler|sonde|capteur|lieu|equipo|sensor|device|logger|probe|channel)(?:[\s_]*(?:id|name|number|no\.?|nr\.?|#|label|alias|description))?$/i;
const unixWords = /unix|epoch|posix|^\s*time_?stamps?\s*$/i;

export const isTimeHeading = (heading: string): boolean => timeWords.test(heading);
export const isUnixHeading = (heading: string): boolean => unixWords.test(heading);
export const isPlaceHeading = (heading: string): boolean => placeWords.test(heading);
export const isDeviceHeading = (heading: string): boolean => deviceWords.test(heading);

/** Columns whose heading names a measured temperature; where none speaks of temperature, its unit: `Ch1 (F)`. */
export function temperatureColumns(headings: readonly string[]): readonly number[] {
  const named = headings.flatMap((heading, i) => (temperatureWords.test(heading) ? [i] : []));
  const isMeasured = (i: number): boolean => !derivedWords.test(headings[i] as string);
  return named.length > 0
    ? named.filter(isMeasured)
    : headings.flatMap((heading, i) => (unitNamed(heading) !== null && isMeasured(i) ? [i] : []));
}

/** Columns that a row of units (°C, %, lx …) marks as temperature. */
export const unitColumns = (units: readonly string[]): readonly number[] =>
  units.flatMap((unit, i) => (unit.length <= 12 && unitNamed(unit) !== null ? [i] : []));

/** Columns of a row of readings that write their unit beside the number: `5.2 °C`. */
export const unitCells = (cells: readonly string[]): readonly number[] =>
  cells.flatMap((text, i) => {
    const cell = temperatureCell(text);
    return cell.kind === 'value' && cell.unit !== null ? [i] : [];
  });

/** Where a row keeps its time: one column, or two for date and time of day. */
export interface TimeColumns {
  readonly dateColumn: number;
  readonly timeColumn: number | null;
}

const stamp = newStamp();

function kindOf(cell: string, unixTime: boolean): 'none' | 'date' | 'time' | 'both' {
  if (/^[-+]?\d+(?:[.,]\d+)?$/.test(cell) && !/^\d{8}$/.test(cell)) {
    return numericStamp(cell, unixTime, stamp) ? 'both' : 'none';
  }
  if (!scanStamp(cell, stamp)) return 'none';
  if (stamp.year === absent) return 'time';
  return stamp.second_of_day === absent ? 'date' : 'both';
}

/** A column such as `10.05`, which only its heading tells from a number. */
const dottedClockColumn = (
  cells: readonly string[],
  headings: readonly string[],
  date: number,
): number =>
  cells.findIndex((cell, i) => {
    const heading = headings[i] ?? '';
    const isClock = clockWords.test(heading) && !elapsedWords.test(heading);
    return i !== date && isClock && dottedClock.test(cell);
  });

/** Finds date and time in one row of readings; `headings` rule out numbers that only look like dates. */
export function timeColumns(
  cells: readonly string[],
  headings: readonly string[],
): TimeColumns | null {
  const kinds = cells.map((cell, i) => {
    const heading = headings[i] ?? '';
    const kind = kindOf(cell, isUnixHeading(heading));
    if (elapsedWords.test(heading)) return 'none';
    const bare = /^\d+(?:[.,]\d+)?$/.test(cell);
    return bare && headings.length > 0 && !isTimeHeading(heading) && !isUnixHeading(heading)
      ? 'none'
      : kind;
  });
  const both = kinds.indexOf('both');
  const date = kinds.indexOf('date');
  const time = kinds.indexOf('time');
  if (both >= 0 && (date < 0 || both < date)) return { dateColumn: both, timeColumn: null };
  if (date < 0) return null;
  const clock = time >= 0 ? time : dottedClockColumn(cells, headings, date);
  return { dateColumn: date, timeColumn: clock >= 0 ? clock : null };
}

/** True when the cell is a temperature or a sign for a missing one. */
export const isTemperature = (cell: string): boolean => temperatureCell(cell).kind !== 'unreadable';
