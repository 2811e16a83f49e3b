import { currentDefinition } from '../../store/queries/definition.ts';
import { campaignPlaces } from '../campaigns/campaign-view.ts';
import { findCampaign } from '../campaigns/find-campaign.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { fileName, tableFile } from '../queries/table-file.ts';
import { lotRows } from './queries.ts';

const nameOf = (context: QueryContext, content: string, unblinded: boolean): string => {
  const protocol = currentDefinition(context.db).definition.protocol.number;
  return fileName({ protocol, content, unblinded }, context.now);
};

const lotHeader = [
  'Lot',
  'Status',
  'Expiry',
  'Extended to',
  'Retest due',
  'Label group',
  'Extension',
  'Kits',
  'Available',
  'Dispensed',
];

/** Every lot; the arms that a lot leaves out only for holders of the key. */
export const lotsExport: QueryHandler<'lots.export'> = (context, input) => {
  const unblinded = context.sealer !== null;
  const rows = lotRows(context).map((row) => [
    row.lot,
    row.expired && row.status === 'released' ? 'expired' : row.status,
    row.expiry,
    row.extendedTo,
    row.retest,
    row.labelGroup,
    row.campaign,
    row.kits,
    row.available,
    row.dispensed,
    ...(unblinded ? [row.armsLeftOut?.join(', ') ?? ''] : []),
  ]);
  const table = {
    name: nameOf(context, 'lots', unblinded),
    header: [...lotHeader, ...(unblinded ? ['No kits for'] : [])],
    length: rows.length,
    rows,
  };
  return tableFile(context.ports.printer, table, input.format);
};

const placeHeader = [
  'Place',
  'Name',
  'Country',
  'Approved',
  'To scan',
  'Confirmed',
  'Labels printed',
  'Labels issued',
  'Used',
  'Destroyed',
  'Left',
  'Discrepancies',
  'Note',
];

/** The reconciliation of labels of one extension, place by place. */
export const campaignExport: QueryHandler<'campaigns.export'> = (context, input) => {
  const campaign = findCampaign(context.db, input.campaign);
  if (!campaign.ok) return campaign;
  const rows = campaignPlaces(context.db, campaign.value, placeScope(context)).map((row) => [
    row.place,
    row.name,
    row.country,
    row.approved ? 'yes' : 'no',
    row.waiting,
    row.confirmed,
    row.printed,
    row.labels?.issued ?? null,
    row.labels?.used ?? null,
    row.labels?.destroyed ?? null,
    row.labels?.kept ?? null,
    row.labels?.discrepancies.join('; ') ?? '',
    row.labels?.note ?? '',
  ]);
  const name = nameOf(context, `labels ${campaign.value.code}`, false);
  const table = { name, header: placeHeader, length: rows.length, rows };
  return tableFile(context.ports.printer, table, input.format);
};
