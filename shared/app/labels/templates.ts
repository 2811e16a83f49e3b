import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { bracketed } from '../../domain/barcode/bracketed.ts';
import { parseElementString } from '../../domain/barcode/element-string.ts';
import { isGs1Symbology } from '../../domain/barcode/symbology.ts';
import type { BarcodeContent } from '../../domain/barcode/symbology.ts';
import { defaultTemplates } from '../../domain/label/default-templates.ts';
import { barcodeContent } from '../../domain/label/label-content.ts';
import { labelSetter } from '../../domain/label/label-layout.ts';
import type { LabelContent } from '../../domain/label/label-layout.ts';
import { labelLanguages } from '../../domain/label/label-phrases.ts';
import type { LabelKind, LabelTemplate } from '../../domain/label/label-template.ts';
import { templateRefusal } from '../../domain/label/template-refusal.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { templateNamed, templatesInForce } from '../../store/queries/label-rows.ts';
import type { TemplateRecord } from '../../store/queries/label-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { approvedBy } from '../approved-by.ts';
import { openCampaign } from '../campaigns/find-campaign.ts';
import type { CommandHandler, QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { visibleShipment } from '../shipments/shipment-facts.ts';
import { chooseKits } from './choose-kits.ts';
import { kitContent, sampleContent, shipperContent, shipperFields } from './label-values.ts';
import type { KitOnLabel } from './label-values.ts';

const plain = (template: LabelTemplate): LabelTemplate =>
  JSON.parse(JSON.stringify(template)) as LabelTemplate;

export const labelTemplates: QueryHandler<'labels.templates'> = ({ db }, input) => {
  const unknown = input.languages.find((language) => !labelLanguages.includes(language));
  if (unknown !== undefined) {
    return err(
      refusal(
        'label-language',
        `The program has no label texts in ${unknown}.`,
        `Start from one of ${labelLanguages.join(', ')} and write the texts of ${unknown} into the template file.`,
      ),
    );
  }
  const { definition } = currentDefinition(db);
  const signed = templatesInForce(db).map(({ template, version, at, by }) => ({
    version,
    signedAt: at,
    signedBy: by,
    definition: template as never,
  }));
  const proposals = defaultTemplates(definition, input.languages).map((template) => ({
    version: 0,
    signedAt: null,
    signedBy: null,
    definition: plain(template) as never,
  }));
  return ok({ templates: signed, proposals, languages: [...labelLanguages] });
};

/** The template in force under a name, of the kind that is needed. */
export function templateFor(
  db: SqlDatabase,
  name: string,
  kind: LabelKind | null,
): Result<TemplateRecord, Refusal> {
  const found = templateNamed(db, name);
  if (found === null) {
    return err(
      refusal(
        'label-template-unknown',
        `No label template ${name} is in force.`,
        'Sign a template first: the program proposes some.',
      ),
    );
  }
  if (kind === null || found.template.kind === kind) return ok(found);
  return err(
    refusal(
      'label-template-kind',
      `Template ${name} is for ${found.template.kind} labels, not for ${kind} labels.`,
      'Choose another template.',
    ),
  );
}

/** Why a template cannot be used in this study, also tried on a sample as wide as labels come; or null. */
function unusable(context: QueryContext, template: LabelTemplate): Refusal | null {
  const { definition } = currentDefinition(context.db);
  const wrong = templateRefusal(template, definition);
  if (wrong !== null) return wrong;
  const set = labelSetter(template, context.ports.labelPress)(sampleContent(definition, template));
  return set.ok ? null : set.error;
}

export const defineLabelTemplate: CommandHandler<'labels.defineTemplate'> = (context, input) => {
  const template = plain(input.template);
  const wrong = unusable(context, template);
  if (wrong !== null) return err(wrong);
  const former = templateNamed(context.db, template.id);
  const definition = template as unknown as Json;
  const isSame =
    former !== null &&
    canonicalJson(former.template as unknown as Json) === canonicalJson(definition);
  if (isSame) {
    return err(
      refusal(
        'label-template-same',
        `Version ${former.version} of ${template.id} is the same.`,
        'Use it as it is.',
      ),
    );
  }
  const version = (former?.version ?? 0) + 1;
  const digest = toHex(context.ports.sha256(canonicalJson(definition)));
  return ok({
    events: [
      {
        event: {
          kind: 'label-template-defined',
          body: { template: template.id, version, definition },
        },
        reason: input.reason,
        signature: approvedBy(context, digest),
      },
    ],
    value: { version },
  });
};

interface Wish {
  readonly kit?: string | undefined;
  readonly campaign?: string | undefined;
  readonly shipment?: string | undefined;
}

/** A kit as its label would show it, with the new date where an extension is named. */
function kitToShow(
  context: QueryContext,
  number: string,
  campaign: string | undefined,
): Result<KitOnLabel, Refusal> {
  const chosen = chooseKits(context, { by: 'numbers', numbers: [number] }, false);
  if (!chosen.ok) return chosen;
  const kit = chosen.value.kits[0] as KitOnLabel;
  if (campaign === undefined) return ok(kit);
  const extension = openCampaign(context.db, campaign);
  return extension.ok ? ok({ ...kit, expiry: extension.value.expiry }) : extension;
}

function contentFor(
  context: QueryContext,
  template: LabelTemplate,
  input: Wish,
): Result<LabelContent, Refusal> {
  const { definition } = currentDefinition(context.db);
  if (template.kind === 'kit' && input.kit !== undefined) {
    const kit = kitToShow(context, input.kit, input.campaign);
    return kit.ok ? ok(kitContent(definition, template, kit.value, 'L-00000')) : kit;
  }
  if (template.kind === 'shipper' && input.shipment !== undefined) {
    const shipment = visibleShipment(context, input.shipment);
    if (!shipment.ok) return shipment;
    const fields = shipperFields(shipment.value, placeScope(context).places);
    return ok(shipperContent(definition, fields, 'L-00000'));
  }
  return ok(sampleContent(definition, template));
}

function inWords({ symbology, text }: BarcodeContent): string {
  const elements = isGs1Symbology(symbology) ? parseElementString(text) : null;
  return elements?.ok === true ? bracketed(elements.value) : text;
}

export const previewLabel: QueryHandler<'labels.preview'> = (context, input) => {
  const named =
    typeof input.template === 'string' ? templateFor(context.db, input.template, null) : null;
  if (named !== null && !named.ok) return named;
  const template = named?.value.template ?? plain(input.template as LabelTemplate);
  const wrong = unusable(context, template);
  if (wrong !== null) return err(wrong);
  const content = contentFor(context, template, input);
  if (!content.ok) return content;
  const set = labelSetter(template, context.ports.labelPress)(content.value);
  if (!set.ok) return set;
  const barcodes = template.blocks.flatMap((block) => {
    const made = block.kind === 'barcode' ? barcodeContent(block, content.value.codes) : null;
    return made?.ok === true ? [{ ...made.value, inWords: inWords(made.value) }] : [];
  });
  return ok({
    svg: context.ports.labelPress.svg(set.value, template.label),
    ...template.label,
    isSample: template.kind === 'kit' ? input.kit === undefined : input.shipment === undefined,
    barcodes,
  });
};
