import type { ColdChainEvents } from '../../ledger/cold-chain-events.ts';

interface Words<Body> {
  readonly name: string;
  readonly what: (body: Body) => string;
  readonly detail?: (body: Body) => string;
}

const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;

const kitsOn = (legs: ColdChainEvents['leg-judged']['legs']): number =>
  legs.reduce((sum, { kits }) => sum + kits.length, 0);

const where = (body: { readonly shipment: string | null; readonly place: string | null }): string =>
  body.shipment !== null
    ? `shipment ${body.shipment}`
    : body.place !== null
      ? `place ${body.place}`
      : 'no shipment or place';

/** What the entries of the cold chain say to a person. */
export const coldChainWords: { readonly [K in keyof ColdChainEvents]: Words<ColdChainEvents[K]> } =
  {
    'storage-profile-set': {
      name: 'Storage profile',
      what: ({ profile, version }) =>
        `Put version ${version} of storage profile ${profile} in force`,
      detail: ({ budgets }) => {
        const kits = budgets.reduce((sum, group) => sum + group.kits.length, 0);
        return kits === 0 ? '' : `Stability budget of ${plural(kits, 'kit')} judged anew`;
      },
    },
    'logger-mapping-confirmed': {
      name: 'Logger columns',
      what: ({ name }) => `Confirmed how the columns of ${name} are read`,
      detail: ({ headings }) => headings.slice(0, 300),
    },
    'logger-imported': {
      name: 'Logger file',
      what: ({ file, name }) => `Imported logger file ${name} (${file})`,
      detail: ({ sha256, serial, ...body }) =>
        `${serial === null ? 'no serial number' : `logger ${serial}`}; ${where(body)}; SHA-256 ${sha256}`,
    },
    'leg-judged': {
      name: 'Temperatures judged',
      what: ({ excursion, status, legs, ...body }) =>
        status === 'in-range'
          ? `Temperatures of ${plural(kitsOn(legs), 'kit')} were in range (${excursion})`
          : `Opened excursion ${excursion} of ${where(body)}, tier ${body.tier}`,
      detail: ({ legs, supersedes = [], ...body }) =>
        [
          plural(kitsOn(legs), 'kit'),
          where(body),
          ...(supersedes.length === 0
            ? []
            : [`takes the place of ${supersedes.join(', ')}, judged without data`]),
        ].join('; '),
    },
    'excursion-decided': {
      name: 'Excursion decided',
      what: ({ excursion, status }) =>
        status === 'split'
          ? `Released some and rejected other kits of excursion ${excursion}`
          : `${status === 'released' ? 'Released' : 'Rejected'} the kits of excursion ${excursion}`,
      detail: ({ outcomes }) =>
        outcomes
          .map(
            ({ outcome, kits, useBy }) =>
              `${plural(kits.length, 'kit')}: ${outcome}${useBy === null ? '' : `, use by ${useBy}`}`,
          )
          .join('; '),
    },
  };
