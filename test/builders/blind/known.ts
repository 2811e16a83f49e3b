import { barcodePicture } from '../../../electron/node/barcode/draw-barcode.ts';
import type { OutputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import type { BlindStudy } from './blind-study.ts';

/** What examples may name: ids of things in a study, the same in two studies that differ in their arms alone. */
export interface Known {
  /** Who asks. */
  readonly me: string;
  /** What this person was answered so far to a procedure. */
  readonly answers: <N extends ProcedureName>(name: N) => readonly OutputOf<N>[];
  readonly study: BlindStudy;
  readonly atDepot: readonly string[];
  /** Under quarantine at S001 after a warm night. */
  readonly held: readonly string[];
  /** Sent to S001 and not received. */
  readonly travelling: readonly string[];
  /** Usable at S003. */
  readonly onShelf: readonly string[];
  /** Given to 1002, 1003 and 1006, and come back. */
  readonly returned: readonly string[];
  /** Given to 1004 and still there. */
  readonly given: readonly string[];
  readonly reserved: readonly string[];
  /** Kits of the shipments that wait, by shipment. */
  readonly inShipment: Readonly<Record<string, readonly string[]>>;
  /** The type of every kit, which nobody who asks is told. */
  readonly truth: ReadonlyMap<string, string>;
  readonly picture: string;
  readonly template: object;
  readonly shipper: object;
  readonly profile: object;
  /** The offline assignment that waits for its decision. */
  readonly openKey: string;
  readonly request: { readonly request: string; readonly fingerprint: string };
}

export type KnownStudy = Omit<Known, 'me' | 'answers'>;

/** Looks the ids up as somebody who sees everything. */
export async function knownOf(study: BlindStudy): Promise<KnownStudy> {
  const { must, shipments } = study;
  const at = async (place: string, ...status: string[]) => {
    const { rows } = await must('maren', 'kits.page', { place, status, limit: 500 });
    return rows.map(({ number }) => number);
  };
  const of = async (subject: string) =>
    (await must('maren', 'subjects.get', { subject })).subject.kits;
  const inShipment: Record<string, readonly string[]> = {};
  for (const [state, shipment] of Object.entries(shipments)) {
    const { kits } = await must('maren', 'shipments.get', { shipment });
    inShipment[state] = kits.map(({ number }) => number);
  }
  const waiting = new Set(Object.values(inShipment).flat());
  const { templates } = await must('maren', 'labels.templates', { languages: ['en', 'de'] });
  const named = (id: string) => templates.find((row) => row.definition.id === id)?.definition ?? {};
  const { rows } = await must('maren', 'reconciliation.items', {});
  const { examples } = await must('helen', 'storage.profiles', {});
  return {
    study,
    atDepot: await at('central', 'at-depot'),
    held: await at('S001', 'quarantined', 'pre-quarantined'),
    travelling: (await at('S001', 'in-transit')).filter((number) => !waiting.has(number)),
    onShelf: await at('S003', 'at-site'),
    returned: (await Promise.all(['1002', '1003', '1006'].map(of))).map(([kit]) => kit ?? ''),
    given: await of('1004'),
    reserved: await at('S003', 'reserved'),
    inShipment,
    truth: await typesOfKits(study),
    picture: await pictureOf(),
    openKey: rows.find(({ subject }) => subject === '3001')?.key ?? '',
    template: named('kit-roll'),
    shipper: named('shipper-a6'),
    profile: examples[0] ?? {},
    request: await otherMachine(study),
  };
}

async function typesOfKits({ must }: BlindStudy): Promise<ReadonlyMap<string, string>> {
  const { rows } = await must('maren', 'kits.page', { limit: 500 });
  return new Map(rows.map(({ number, kitType }) => [number, kitType ?? '']));
}

/** A barcode as a scan of a paper would show it. */
async function pictureOf(): Promise<string> {
  const made = await barcodePicture({ symbology: 'datamatrix', text: '0001' }, 4);
  if (!made.ok) throw new Error(made.error.message);
  return Buffer.from(made.value).toString('base64');
}

/** A second machine that asks to be enrolled. */
async function otherMachine({ site }: BlindStudy) {
  const asked = await site.console.ask('site.request', {});
  if (asked.kind !== 'ok') throw new Error(JSON.stringify(asked));
  const { request, fingerprint } = asked.value;
  return { request, fingerprint };
}
