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

/** What was done, where, by whom and before whose eyes. */
function factsOf(
  context: QueryContext,
  destruction: DestructionRecord,
  units: string,
): readonly (readonly [string, string])[] {
  const { protocol } = currentDefinition(context.db).definition;
  const place = placeScope(context).places.get(destruction.placeId);
  const { by, witness, witnessMeaning, offsetMinutes } = destruction;
  return [
    ['Study', `${protocol.number}: ${protocol.title}`],
    ['Sponsor', protocol.sponsor],
    ['Place', `${destruction.place} ${place?.name ?? ''}`],
    ['Destroyed on', dateInWords(destruction.on as IsoDate)],
    ['Method', destruction.method],
    ['Kits', String(destruction.kits)],
    ['Units', units],
    ['Note', destruction.note === '' ? '–' : destruction.note],
    ['Recorded by', `${by}, ${timeInWords(destruction.at, offsetMinutes)}`],
    [
      'Witness',
      `${witness}, ${timeInWords(destruction.witnessAt, offsetMinutes)}: ${witnessMeaning}`,
    ],
  ];
}

function documentOf(
  context: QueryContext,
  destruction: DestructionRecord,
  kits: readonly DestroyedKit[],
): PrintDocument {
  const { protocol, kitNumbers } = currentDefinition(context.db).definition;
  const texts = kits.map(unitsText(context));
  const total = texts.includes('–')
    ? '–'
    : String(texts.reduce((sum, text) => sum + Number(text), 0));
  return {
    title: `${protocol.number} certificate of destruction ${destruction.code}`,
    language: 'en',
    ...(context.environment === 'UAT' ? { watermark: 'UAT' } : {}),
    blocks: [
      { kind: 'heading', text: 'Certificate of destruction' },
      { kind: 'large', text: destruction.code },
      { kind: 'facts', rows: factsOf(context, destruction, total) },
      {
        kind: 'table',
        header: ['Kit number', 'Lot', 'Units', 'Condition'],
        rows: kits.map(({ number, lot, counted }, i) => [
          groupedKitNumber(number, kitNumbers.grouping),
          lot,
          texts[i] as string,
          counted === 1 ? 'returned, counted' : 'whole kit',
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
