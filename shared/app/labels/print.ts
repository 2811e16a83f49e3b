import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { labelSetter } from '../../domain/label/label-layout.ts';
import { labelsOnSheet, showsSscc } from '../../domain/label/label-template.ts';
import type { LabelTemplate } from '../../domain/label/label-template.ts';
import type { OutputOf } from '../../contracts/index.ts';
import type { LabelEventBodies } from '../../ledger/label-events.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { countIssues, issuesPage, labelsOfShipment } from '../../store/queries/label-rows.ts';
import type { ShipmentRecord } from '../../store/queries/shipment-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { CommandContext, CommandHandler, Decision, QueryHandler } from '../handlers.ts';
import { firstOf } from '../named-kits.ts';
import { placeScope } from '../queries/scope.ts';
import { visibleShipment } from '../shipments/shipment-facts.ts';
import { chooseKits } from './choose-kits.ts';
import type { ChosenKits } from './choose-kits.ts';
import { kitContent, shipperContent, shipperFields } from './label-values.ts';
import { templateFor } from './templates.ts';

type Issued = LabelEventBodies['labels-issued'];

const nextIssue = (db: SqlDatabase): string => `L-${String(countIssues(db) + 1).padStart(5, '0')}`;

const labelledBefore = (what: string): Refusal =>
  refusal(
    'labelled-before',
    `${what} before; two labels of one kind must not be about without a reason.`,
    'Say why they are printed again, e.g. that the first ones were destroyed.',
  );

function decision(
  template: LabelTemplate,
  body: Issued,
  reason: string | undefined,
  leftOut: number,
): Decision<OutputOf<'labels.print'>> {
  return {
    events: [
      { event: { kind: 'labels-issued', body }, ...(reason === undefined ? {} : { reason }) },
    ],
    value: {
      issue: body.issue,
      kits: body.kits.length,
      labels: body.labels,
      sheets: Math.ceil(body.labels / labelsOnSheet(template)),
      leftOut,
    },
  };
}

/** Tries each lot and date once, on its longest kit number: what fits for those fits for all. */
function unprintable(
  context: CommandContext,
  template: LabelTemplate,
  { kits }: ChosenKits,
): Refusal | null {
  const { definition } = currentDefinition(context.db);
  const set = labelSetter(template, context.ports.labelPress);
  const longest = new Map<string, (typeof kits)[number]>();
  for (const kit of kits) {
    const key = `${kit.lot} ${kit.expiry}`;
    if (kit.number.length > (longest.get(key)?.number.length ?? 0)) longest.set(key, kit);
  }
  for (const kit of longest.values()) {
    const drawn = set(kitContent(definition, template, kit, 'L-00000'));
    if (!drawn.ok) return drawn.error;
  }
  return null;
}

function kitsIssued({ kits }: ChosenKits): Pick<Issued, 'kits' | 'expiries' | 'expiryOf'> {
  const expiries = [...new Set(kits.map(({ expiry }) => expiry))].sort();
  const positions = new Map(expiries.map((expiry, i) => [expiry, i]));
  return {
    kits: kits.map(({ number }) => number),
    expiries,
    expiryOf: kits.map(({ expiry }) => positions.get(expiry) as number),
  };
}

export const printLabels: CommandHandler<'labels.print'> = (context, input) => {
  const template = templateFor(context.db, input.template, 'kit');
  if (!template.ok) return template;
  const chosen = chooseKits(context, input.kits, input.onlyWithout);
  if (!chosen.ok) return chosen;
  const { kits, issued, campaign } = chosen.value;
  const again = kits.filter(({ number }) => issued.has(number)).length;
  // A relabelling campaign is itself the reason: the first labels go out of use.
  if (again > 0 && campaign === null && input.reason === undefined) {
    return err(labelledBefore(`${again} of ${kits.length} kits were issued labels`));
  }
  const wrong = unprintable(context, template.value.template, chosen.value);
  if (wrong !== null) return err(wrong);
  const body: Issued = {
    issue: nextIssue(context.db),
    kind: 'kit',
    template: template.value.template.id,
    version: template.value.version,
    ...kitsIssued(chosen.value),
    shipper: null,
    campaign,
    copies: input.copies,
    labels: kits.length * input.copies,
    again,
  };
  return ok(decision(template.value.template, body, input.reason, chosen.value.leftOut.length));
};

const beforePacking: readonly string[] = ['requested', 'approved', 'picked'];

/** Why a box cannot have its label yet, or not by this template; or null. */
function unnumberedBox(
  { code, status, sscc }: ShipmentRecord,
  template: LabelTemplate,
): Refusal | null {
  if (beforePacking.includes(status)) {
    return refusal(
      'shipment-not-packed',
      `Shipment ${code} is ${status}, not packed: there is no box to label yet.`,
      'Pack it first; the number of the shipper (SSCC) is stated there.',
    );
  }
  if (sscc !== null || !showsSscc(template)) return null;
  return refusal(
    'shipper-without-number',
    `Shipment ${code} was packed without a shipper number (SSCC), which template ${template.id} prints.`,
    'Use a template without the SSCC, and state the number when the next box is packed.',
  );
}

function shipperBody(
  context: CommandContext,
  input: { readonly template: string; readonly shipment: string; readonly copies: number },
): Result<{ readonly template: LabelTemplate; readonly body: Issued }, Refusal> {
  const template = templateFor(context.db, input.template, 'shipper');
  if (!template.ok) return template;
  const shipment = visibleShipment(context, input.shipment);
  if (!shipment.ok) return shipment;
  const unnumbered = unnumberedBox(shipment.value, template.value.template);
  if (unnumbered !== null) return err(unnumbered);
  const shipper = shipperFields(shipment.value, placeScope(context).places);
  const { definition } = currentDefinition(context.db);
  const set = labelSetter(template.value.template, context.ports.labelPress);
  const drawn = set(shipperContent(definition, shipper, 'L-00000'));
  if (!drawn.ok) return drawn;
  const body: Issued = {
    issue: nextIssue(context.db),
    kind: 'shipper',
    template: template.value.template.id,
    version: template.value.version,
    kits: [],
    expiries: [],
    expiryOf: [],
    shipper,
    campaign: null,
    copies: input.copies,
    labels: input.copies,
    again: labelsOfShipment(context.db, shipment.value.code) > 0 ? 1 : 0,
  };
  return ok({ template: template.value.template, body });
}

export const printShipperLabel: CommandHandler<'labels.printShipper'> = (context, input) => {
  const made = shipperBody(context, input);
  if (!made.ok) return made;
  const { template, body } = made.value;
  if (body.again > 0 && input.reason === undefined) {
    return err(labelledBefore(`Shipment ${input.shipment} was issued a label`));
  }
  return ok(decision(template, body, input.reason, 0));
};

export const countLabels: QueryHandler<'labels.count'> = (context, input) => {
  const chosen = chooseKits(context, input.kits, input.onlyWithout);
  if (!chosen.ok) return chosen;
  const { kits, issued, leftOut } = chosen.value;
  const before = kits.map(({ number }) => issued.get(number) ?? 0);
  return ok({
    kits: kits.length,
    withLabels: before.filter((labels) => labels > 0).length,
    labels: before.reduce((sum, labels) => sum + labels, 0),
    first: kits[0]?.number ?? null,
    last: kits.at(-1)?.number ?? null,
    leftOut: leftOut.length,
    because: [...firstOf(leftOut)],
  });
};

export const labelsPage: QueryHandler<'labels.page'> = ({ db }, input) =>
  ok({ total: countIssues(db), rows: [...issuesPage(db, input)] });
