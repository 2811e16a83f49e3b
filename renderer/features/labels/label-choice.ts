import type { InputOf } from '../../../shared/contracts/index.ts';

export type Selection = InputOf<'labels.print'>['kits'];

export const ways = ['lot', 'shipment', 'campaign', 'numbers'] as const;
export type Way = (typeof ways)[number];

/** What is typed in the dialog that prints kit labels. */
export interface LabelChoice extends Record<string, unknown> {
  readonly template: string | null;
  readonly by: Way;
  readonly lot: string | null;
  readonly place: string | null;
  readonly shipment: string;
  readonly campaign: string | null;
  readonly numbers: string[];
  readonly onlyWithout: boolean;
  readonly copies: number;
  readonly firstPlace: number;
  readonly reason: string;
}

export const emptyChoice: LabelChoice = {
  template: null,
  by: 'lot',
  lot: null,
  place: null,
  shipment: '',
  campaign: null,
  numbers: [],
  onlyWithout: true,
  copies: 1,
  firstPlace: 1,
  reason: '',
};

/** The kits that were chosen, or null while something is missing. */
export function selectionOf(choice: LabelChoice): Selection | null {
  const at = choice.place === null ? {} : { place: choice.place };
  if (choice.by === 'lot' && choice.lot !== null) return { by: 'lot', lot: choice.lot, ...at };
  if (choice.by === 'campaign' && choice.campaign !== null) {
    return { by: 'campaign', campaign: choice.campaign, ...at };
  }
  const shipment = choice.shipment.trim();
  if (choice.by === 'shipment' && shipment !== '') return { by: 'shipment', shipment };
  if (choice.by === 'numbers' && choice.numbers.length > 0) {
    return { by: 'numbers', numbers: choice.numbers };
  }
  return null;
}
