import type { FileOutput } from '../../../shared/contracts/common.ts';
import type { InputOf, OutputOf } from '../../../shared/contracts/index.ts';
import type { Reply } from '../../../shared/contracts/reply.ts';
import type { Core } from '../../node/core-settings.ts';
import { optionalText, requiredText, wholeNumber } from '../arguments.ts';
import { UsageError, done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { writeNewFile } from '../output-files.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

type Issued = OutputOf<'labels.print'>;

function selectionOf(typed: Typed): InputOf<'labels.print'>['kits'] {
  const numbers = typed.options['kit'];
  const lot = optionalText(typed, 'lot');
  const campaign = optionalText(typed, 'campaign');
  const shipment = optionalText(typed, 'shipment');
  const place = optionalText(typed, 'place');
  const at = place === undefined ? {} : { place };
  const chosen = [
    ...(numbers === undefined ? [] : [{ by: 'numbers' as const, numbers: [...numbers] }]),
    ...(lot === undefined ? [] : [{ by: 'lot' as const, lot, ...at }]),
    ...(campaign === undefined ? [] : [{ by: 'campaign' as const, campaign, ...at }]),
    ...(shipment === undefined ? [] : [{ by: 'shipment' as const, shipment }]),
  ];
  const [only, ...others] = chosen;
  if (only !== undefined && others.length === 0) return only;
  throw new UsageError('name one of --kit, --lot, --shipment and --campaign');
}

function commandOf(typed: Typed): { readonly name: string; readonly input: object } {
  const reason = optionalText(typed, 'reason');
  const common = {
    template: requiredText(typed, 'template'),
    copies: wholeNumber(typed, 'copies', 1, 1),
    ...(reason === undefined ? {} : { reason }),
  };
  if (typed.switches.has('shipper')) {
    return {
      name: 'labels.printShipper',
      input: { ...common, shipment: requiredText(typed, 'shipment') },
    };
  }
  const onlyWithout = typed.switches.has('only-without');
  return { name: 'labels.print', input: { ...common, kits: selectionOf(typed), onlyWithout } };
}

const fileOf = (core: Core, typed: Typed, issue: string): Promise<Reply> =>
  core.dispatch({
    name: 'labels.file',
    input: { issue, firstPlace: wholeNumber(typed, 'first-place', 1, 1), job: 'labels' },
  });

/** What was issued stays issued, so its number is said before anything about the file. */
async function issuedAs(typed: Typed, io: Io, core: Core): Promise<Reply> {
  const again = optionalText(typed, 'issue');
  if (again !== undefined) return { kind: 'ok', value: { issue: again } };
  const issued = await core.dispatch(commandOf(typed));
  if (issued.kind === 'ok') {
    const { issue, labels, sheets, leftOut } = issued.value as Issued;
    io.say(`Issued ${labels} labels ${issue} on ${sheets} sheets; ${leftOut} kits left out.`);
  }
  return issued;
}

async function print(typed: Typed, io: Io): Promise<Ending> {
  const out = requiredText(typed, 'out');
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const issued = await issuedAs(typed, io, core);
    if (issued.kind !== 'ok') return endingOf(issued, () => '');
    const made = await fileOf(core, typed, (issued.value as Issued).issue);
    if (made.kind !== 'ok') return endingOf(made, () => '');
    const { base64 } = made.value as FileOutput;
    const written = writeNewFile(io, out, Buffer.from(base64, 'base64'));
    if (!written.ok) return refused(written.error);
    return done(
      { ...(issued.value as Issued), file: written.value },
      `Labels ${(issued.value as Issued).issue} are in ${written.value}.`,
    );
  } finally {
    core.close();
  }
}

/** `label print --store PATH --template ID` */
export const command: Command = {
  options: {
    ...storeOption,
    template: { value: 'ID', description: 'a template in force; see `label templates`' },
    kit: { value: 'NUMBER', description: 'this kit', repeats: true },
    lot: { value: 'LOT', description: 'all kits of this packaging lot' },
    shipment: { value: 'CODE', description: 'the kits of this shipment; with --shipper its box' },
    campaign: {
      value: 'CODE',
      description: 'kits that wait for the new label of this expiry extension',
    },
    place: { value: 'CODE', description: 'with --lot or --campaign: only kits at this place' },
    shipper: {
      description: 'a label for the box of --shipment, which must be packed, instead of its kits',
    },
    'only-without': { description: 'leave out kits that have labels' },
    copies: { value: 'N', description: 'labels for each kit or box (default 1)' },
    reason: { value: 'TEXT', description: 'why labels are printed a second time' },
    'first-place': { value: 'N', description: 'where on a used sheet to begin (default 1)' },
    issue: { value: 'L-00001', description: 'get the file of labels that were issued before' },
    out: { value: 'FILE', description: 'a new PDF file', makes: 'file' },
  },
  output:
    'issue (number of the labels in the trail); kits, labels, sheets, leftOut (counts; kits that nobody could label now are left out); file. With --issue only issue and file.',
  examples: [
    'label print --store ./demo.cachet --template kit-roll --lot L26-008 --only-without --out labels.pdf',
    'label print --store ./demo.cachet --issue L-00001 --out again.pdf --json',
  ],
  run: print,
};
