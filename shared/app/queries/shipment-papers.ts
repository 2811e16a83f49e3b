import type { Instant } from '../../base/instant.ts';
import { dateInWords, isoDateFromEpochDay } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { groupedKitNumber } from '../../domain/kit/kit-number.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { kitsOfShipment } from '../../store/queries/shipment-rows.ts';
import type { ShipmentRecord, ShippedKit } from '../../store/queries/shipment-rows.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PrintBlock, PrintDocument } from '../ports.ts';
import { visibleShipment } from '../shipments/shipment-facts.ts';
import { placeScope } from './scope.ts';
import { signatureLine, timeInWords } from './slip.ts';
import { fileName } from './table-file.ts';

interface Paper {
  readonly heading: string;
  readonly content: string;
  readonly table: PrintBlock;
  readonly signers: readonly string[];
}

/** One page for the box or the file: where from and to, then the kits in the order of their numbers. No kit type. */
function documentOf(context: QueryContext, shipment: ShipmentRecord, paper: Paper): PrintDocument {
  const { definition } = currentDefinition(context.db);
  const { places } = placeScope(context);
  const end = (id: number, code: string): string => `${code} ${places.get(id)?.name ?? ''}`;
  const at = shipment.dispatchedAt;
  return {
    title: `${definition.protocol.number} ${paper.heading.toLowerCase()} ${shipment.code}`,
    language: 'en',
    ...(context.environment === 'UAT' ? { watermark: 'UAT' } : {}),
    blocks: [
      { kind: 'heading', text: paper.heading },
      {
        kind: 'facts',
        rows: [
          ['Study', `${definition.protocol.number}: ${definition.protocol.title}`],
          ['Shipment', shipment.code],
          ['From', end(shipment.fromId, shipment.fromCode)],
          ['To', end(shipment.toId, shipment.toCode)],
          ['Shipper number (SSCC)', shipment.sscc ?? '–'],
          ['Temperature logger', shipment.logger ?? '–'],
          ['Carrier', [shipment.carrier, shipment.tracking].filter(Boolean).join(', ') || '–'],
          ['Dispatched (UTC)', at === null ? 'not yet' : timeInWords(at as Instant, 0)],
        ],
      },
      paper.table,
      ...paper.signers.flatMap(signatureLine),
    ],
  };
}

async function printed(context: QueryContext, shipment: ShipmentRecord, paper: Paper) {
  const { printer } = context.ports;
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const content = `${paper.content} ${shipment.code}`;
  const bytes = await printer.pdf(documentOf(context, shipment, paper));
  return ok({
    name: `${fileName({ protocol, content, unblinded: false }, context.now)}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(bytes),
  });
}

const kitCells = (context: QueryContext, kit: ShippedKit): readonly string[] => [
  groupedKitNumber(kit.number, currentDefinition(context.db).definition.kitNumbers.grouping),
  kit.lot,
  dateInWords(isoDateFromEpochDay(kit.expiryDay)),
];

export const packingList: QueryHandler<'shipments.packingList'> = (context, input) => {
  const shipment = visibleShipment(context, input.shipment);
  if (!shipment.ok) return shipment;
  const kits = kitsOfShipment(context.db, shipment.value.id).filter(
    ({ condition }) => condition !== 'extra',
  );
  if (kits.length === 0) {
    return err(
      refusal(
        'nothing-picked',
        `No kit is picked for ${shipment.value.code}.`,
        'Pick its kits first.',
      ),
    );
  }
  return printed(context, shipment.value, {
    heading: 'Packing list',
    content: 'packing list',
    table: {
      kind: 'table',
      header: ['Kit number', 'Lot', 'Use by the end of', 'Checked'],
      rows: kits.map((kit) => [...kitCells(context, kit), '[   ]']),
    },
    signers: ['Packed by', 'Checked by'],
  });
};

export const dispatchNote: QueryHandler<'shipments.dispatchNote'> = (context, input) => {
  const shipment = visibleShipment(context, input.shipment);
  if (!shipment.ok) return shipment;
  if (shipment.value.dispatchedAt === null) {
    return err(
      refusal(
        'not-dispatched',
        `${shipment.value.code} was not handed to a carrier yet.`,
        'Dispatch it first.',
      ),
    );
  }
  const kits = kitsOfShipment(context.db, shipment.value.id).filter(
    ({ condition }) => condition !== 'extra',
  );
  return printed(context, shipment.value, {
    heading: 'Proof of dispatch',
    content: 'dispatch',
    table: {
      kind: 'table',
      header: ['Kit number', 'Lot', 'Use by the end of'],
      rows: kits.map((kit) => kitCells(context, kit)),
    },
    signers: ['Handed over by', 'Taken over by the carrier'],
  });
};

export const receiptProof: QueryHandler<'shipments.receipt'> = (context, input) => {
  const shipment = visibleShipment(context, input.shipment);
  if (!shipment.ok) return shipment;
  const kits = kitsOfShipment(context.db, shipment.value.id).filter(
    ({ condition }) => condition !== null,
  );
  if (kits.length === 0) {
    return err(
      refusal(
        'nothing-received',
        `Nothing of ${shipment.value.code} was received yet.`,
        'Receive its kits first.',
      ),
    );
  }
  return printed(context, shipment.value, {
    heading: 'Proof of receipt',
    content: 'receipt',
    table: {
      kind: 'table',
      header: ['Kit number', 'Lot', 'Use by the end of', 'Condition'],
      rows: kits.map((kit) => [...kitCells(context, kit), kit.condition ?? '']),
    },
    signers: ['Received by'],
  });
};
