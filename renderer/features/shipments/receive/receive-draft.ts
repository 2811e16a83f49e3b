import type { InputOf, OutputOf } from '../../../../shared/contracts/index.ts';

export type Received = InputOf<'shipments.receive'>;
export type Condition = Received['kits'][number]['condition'];
export type ShipmentDetail = OutputOf<'shipments.get'>;
export type ShipmentKit = ShipmentDetail['kits'][number];

export const conditions: readonly Condition[] = ['acceptable', 'damaged', 'missing'];
export const loggerResults = ['no-alarm', 'alarmed', 'not-found'] as const;

/** What was said so far about the kits in the box; kept until it is recorded. */
export interface ReceiveDraft extends Record<string, unknown> {
  readonly judged: Readonly<Record<string, Condition>>;
  readonly extra: readonly string[];
  /** The kit shown large. */
  readonly last: string | null;
  readonly logger: (typeof loggerResults)[number] | null;
  readonly note: string;
}

export const emptyDraft: ReceiveDraft = {
  judged: {},
  extra: [],
  last: null,
  logger: null,
  note: '',
};

/** Kits of the shipment that nobody has received or reported yet. */
export const openKits = (detail: ShipmentDetail): readonly ShipmentKit[] =>
  detail.kits.filter(({ condition }) => condition === null);

/** Kits that are open and judged: another person may have received some meanwhile. */
export const judgedKits = (detail: ShipmentDetail, draft: ReceiveDraft): Received['kits'] =>
  openKits(detail).flatMap(({ number }) => {
    const condition = draft.judged[number];
    return condition === undefined ? [] : [{ number, condition }];
  });
