import { dateInWords } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { groupedKitNumber } from '../../domain/kit/kit-number.ts';
import {
  destroyedKits,
  destructionByCode,
  destructions,
} from '../../store/queries/account-papers.ts';
import type { DestroyedKit, DestructionRecord } from '../../store/queries/account-papers.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PrintDocument } from '../ports.ts';
import { placeScope, placesNamed } from '../queries/scope.ts';
import { signatureLine, timeInWords } from '../queries/slip.ts';
import { fileName } from '../queries/table-file.ts';
import { wholeUnits } from './kit-units.ts';

export const accountabilityDestructions: QueryHandler<'accountability.destructions'> = (
  context,
  input,
) =>
  ok({
    destructions: destructions(context.db, placesNamed(placeScope(context), input.place)).map(
      ({ code, place, method, on, kits, by, witness, at }) => ({
        destruction: code,
        place,
        method,
        on,
        kits,
        by,
        witness,
        at,
      }),
    ),
  });

/** Units of a destroyed kit: counted, or whole where the person may know the size. */
function unitsText(context: QueryContext): (kit: DestroyedKit) => string {
  const whole = wholeUnits(context);
  return ({ id, units }) => String(units ?? whole?.(id) ?? '–');
}

function documentOf(
  context: QueryContext,
  destruction: DestructionRecord,
  kits: readonly DestroyedKit[],
): PrintDocument {
  const { definition } = currentDefinition(context.db);
  const place = placeScope(context).places.get(destruction.placeId);
  const units = unitsText(context);
  const texts = kits.map(units);
  const total = texts.includes('–')
    ? '–'
    : String(texts.reduce((sum, text) => sum + Number(text), 0));
  const grouped = (number: string) => groupedKitNumber(number, definition.kitNumbers.grouping);
  return {
    title: `${definition.protocol.number} certificate of destruction ${destruction.code}`,
    language: 'en',
    ...(context.environment === 'UAT' ? { watermark: 'UAT' } : {}),
    blocks: [
      { kind: 'heading', text: 'Certificate of destruction' },
      { kind: 'large', text: destruction.code },
      {
        kind: 'facts',
        rows: [
          ['Study', `${definition.protocol.number}: ${definition.protocol.title}`],
          ['Sponsor', definition.protocol.sponsor],
          ['Place', `${destruction.place} ${place?.name ?? ''}`],
          ['Destroyed on', dateInWords(destruction.on as IsoDate)],
          ['Method', destruction.method],
          ['Kits', String(destruction.kits)],
          ['Units', total],
          ['Note', destruction.note === '' ? '–' : destruction.note],
          [
            'Recorded by',
            `${destruction.by}, ${timeInWords(destruction.at, destruction.offsetMinutes)}`,
          ],
          [
            'Witness',
            `${destruction.witness}, ${timeInWords(destruction.witnessAt, destruction.offsetMinutes)}: ${destruction.witnessMeaning}`,
          ],
        ],
      },
      {
        kind: 'table',
        header: ['Kit number', 'Lot', 'Units', 'Condition'],
        rows: kits.map((kit, i) => [
          grouped(kit.number),
          kit.lot,
          texts[i] as string,
          kit.counted === 1 ? 'returned, counted' : 'whole kit',
        ]),
      },
      ...['Destroyed by', 'Witnessed by'].flatMap(signatureLine),
    ],
  };
}

export const destructionCertificate: QueryHandler<'accountability.certificate'> = async (
  context,
  input,
) => {
  const destruction = destructionByCode(context.db, input.destruction);
  const { visible } = placeScope(context);
  if (destruction === undefined || visible?.includes(destruction.placeId) === false) {
    return err(
      refusal(
        'destruction-unknown',
        `There is no destruction ${input.destruction} here.`,
        'Check the number.',
      ),
    );
  }
  const { printer } = context.ports;
  const kits = destroyedKits(context.db, destruction.id);
  const bytes = await printer.pdf(documentOf(context, destruction, kits));
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const content = `destruction ${destruction.code}`;
  return ok({
    name: `${fileName({ protocol, content, unblinded: false }, context.now)}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(bytes),
  });
};
