import type { StoredProfile } from '../../contracts/cold-chain-parts.ts';
import type { Spans } from '../../engine/temperature/attribution.ts';
import { labelRange } from '../../engine/temperature/stability-profile.ts';
import { legsOfKit } from '../../store/queries/kit-legs.ts';
import type { LegRecord } from '../../store/queries/kit-legs.ts';
import { loggerContent } from '../../store/queries/logger-files.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Ports } from '../ports.ts';
import { legSpans, readingsKept } from './readings.ts';
import type { KeptReadings } from './readings.ts';

/** Reads kept files and legs, each once however many kits share them. */
export class LegReader {
  readonly #db: SqlDatabase;
  readonly #ports: Ports;
  readonly #files = new Map<number, KeptReadings>();
  readonly #spans = new Map<string, Spans>();

  constructor({ db, ports }: { readonly db: SqlDatabase; readonly ports: Ports }) {
    this.#db = db;
    this.#ports = ports;
  }

  legsOf(kit: number): readonly LegRecord[] {
    return legsOfKit(this.#db, kit);
  }

  /** Serial number of the logger of a leg; null where it has none. */
  serialOf(leg: LegRecord): string | null {
    if (leg.file === null) return null;
    const facts = JSON.parse(loggerContent(this.#db, leg.file).facts) as { serial: string | null };
    return facts.serial;
  }

  spansOf(leg: LegRecord, profile: StoredProfile): Spans {
    const key = `${leg.id} ${profile.profile} ${profile.version}`;
    const known = this.#spans.get(key);
    if (known !== undefined) return known;
    const readings = leg.file === null ? null : this.#file(leg.file);
    const { spans } = legSpans(readings, leg, profile.rule, labelRange(profile));
    this.#spans.set(key, spans);
    return spans;
  }

  #file(id: number): KeptReadings {
    const known = this.#files.get(id);
    if (known !== undefined) return known;
    const read = readingsKept(loggerContent(this.#db, id), this.#ports);
    this.#files.set(id, read);
    return read;
  }
}
