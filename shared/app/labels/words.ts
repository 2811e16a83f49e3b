import type { LabelEventBodies } from '../../ledger/label-events.ts';

interface Words<Body> {
  readonly name: string;
  readonly what: (body: Body) => string;
  readonly detail?: (body: Body) => string;
}

const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;

const shown = 12;

function kitsInWords(kits: readonly string[]): string {
  const rest = kits.length - shown;
  return `${kits.slice(0, shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Entries about labels, for people. */
export const labelWords: {
  readonly [K in keyof LabelEventBodies]: Words<LabelEventBodies[K]>;
} = {
  'label-template-defined': {
    name: 'Label template',
    what: ({ template, version }) =>
      `Put version ${version} of label template ${template} in force`,
  },
  'labels-issued': {
    name: 'Labels issued',
    what: ({ issue, labels, kits, shipper }) =>
      `Issued ${plural(labels, 'label')} ${issue} for ${shipper === null ? plural(kits.length, 'kit') : `shipment ${shipper['shipment'] ?? ''}`}`,
    detail: ({ template, version, kits, expiries, again, campaign }) =>
      [
        `Template ${template} version ${version}`,
        ...(kits.length === 0 ? [] : [`kits ${kitsInWords(kits)}`]),
        ...(expiries.length === 0 ? [] : [`expiry ${expiries.join(', ')}`]),
        ...(campaign === null ? [] : [`expiry extension ${campaign}`]),
        ...(again === 0 ? [] : [`${again} had labels before`]),
      ].join('; '),
  },
};
