import type { IsoDate } from '../../base/iso-date.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { groupedKitNumber } from '../../domain/kit/kit-number.ts';
import { expiryOnLabel } from '../../domain/label/label-content.ts';
import type { LabelContent } from '../../domain/label/label-layout.ts';
import type { LabelTemplate } from '../../domain/label/label-template.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { ShipmentRecord } from '../../store/queries/shipment-rows.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';

/** What one kit label is about. No type: nothing on it may depend on what is in the kit. */
export interface KitOnLabel {
  readonly number: string;
  readonly lot: string;
  readonly expiry: IsoDate;
}

const studyValues = ({ protocol }: StudyDefinition) => ({
  protocol: protocol.number,
  title: protocol.title,
  sponsor: protocol.sponsor,
});

export function kitContent(
  study: StudyDefinition,
  template: LabelTemplate,
  kit: KitOnLabel,
  issue: string,
): LabelContent {
  const { words, code } = expiryOnLabel(kit.expiry, template.expiry);
  return {
    values: {
      ...studyValues(study),
      kit: groupedKitNumber(kit.number, study.kitNumbers.grouping),
      lot: kit.lot,
      expiry: words,
      issue,
    },
    codes: {
      ...(template.gtin === null ? {} : { gtin: template.gtin }),
      expiry: code,
      lot: kit.lot,
      protocol: study.protocol.number,
      kit: kit.number,
    },
  };
}

/** What a shipper label says, by field; recorded with the issue, so that it prints the same ever after. */
export type ShipperFields = Readonly<Record<string, string>>;

export function shipperFields(
  shipment: ShipmentRecord,
  places: ReadonlyMap<number, PlaceRecord>,
): ShipperFields {
  const end = (id: number, code: string): string => {
    const place = places.get(id);
    return place === undefined ? code : `${code} ${place.name} (${place.country})`;
  };
  return {
    shipment: shipment.code,
    from: end(shipment.fromId, shipment.fromCode),
    to: end(shipment.toId, shipment.toCode),
    sscc: shipment.sscc ?? '',
    kits: String(shipment.picked),
    logger: shipment.logger ?? '–',
  };
}

export const shipperContent = (
  study: StudyDefinition,
  fields: ShipperFields,
  issue: string,
): LabelContent => ({
  values: { ...studyValues(study), ...fields, issue },
  codes: {
    protocol: study.protocol.number,
    sscc: fields['sscc'] ?? '',
    shipment: fields['shipment'] ?? '',
  },
});

const wide = (length: number): string => '8'.repeat(length);

/** A label as wide as they come, to try a template on before anything is printed. */
export function sampleContent(study: StudyDefinition, template: LabelTemplate): LabelContent {
  const { prefix, length, check } = study.kitNumbers;
  const number = `${prefix}${wide(length + (check === 'none' ? 0 : 1))}`;
  const expiry = isoDateFromEpochDay(20_819);
  return template.kind === 'kit'
    ? kitContent(study, template, { number, lot: 'SAMPLE-000', expiry }, 'L-00000')
    : shipperContent(study, sampleShipment(study), 'L-00000');
}

function sampleShipment({ sites, depots }: StudyDefinition): ShipperFields {
  const ends = [...sites, ...depots].map(({ id, name, country }) => `${id} ${name} (${country})`);
  const [longest = ''] = ends.sort((a, b) => b.length - a.length);
  return {
    shipment: 'SH-000000',
    from: longest,
    to: longest,
    sscc: '095060001343520000',
    kits: '5000',
    logger: 'SAMPLE-0000000000',
  };
}
