import type { InputOf, OutputOf } from '../../../shared/contracts/index.ts';
import { optionalText } from '../arguments.ts';
import { refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { readJsonFile } from '../input-files.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';
import { textTable } from '../text-table.ts';

type Proposal = OutputOf<'resupply.propose'>;

function report({ today, nextRun, sites }: Proposal): string {
  const lines = sites.flatMap((site) => site.lines);
  const rows = lines
    .filter(({ arithmetic }) => arithmetic.ordered > 0)
    .map(({ site, depot, kitType, arithmetic, granted }) => [
      site,
      depot,
      kitType,
      String(arithmetic.available),
      String(arithmetic.trigger),
      String(arithmetic.orderUpTo),
      String(arithmetic.ordered),
      String(granted),
      arithmetic.reason,
    ]);
  const heading = `${today}: ${rows.length} of ${lines.length} lines to send; next run ${nextRun ?? 'never'}`;
  if (rows.length === 0) return heading;
  const header = ['site', 'from', 'type', 'has', 'trigger', 'up to', 'order', 'granted', 'because'];
  return [heading, textTable([header, ...rows])].join('\n');
}

async function propose(typed: Typed, io: Io): Promise<Ending> {
  const file = optionalText(typed, 'settings');
  const settings = file === undefined ? null : readJsonFile(io, file);
  if (settings !== null && !settings.ok) return refused(settings.error);
  const sites = typed.options['site'];
  const input = {
    ...(sites === undefined ? {} : { sites: [...sites] }),
    ...(settings === null ? {} : { settings: settings.value }),
  } as InputOf<'resupply.propose'>;
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const answer = await core.dispatch({ name: 'resupply.propose', input });
    return endingOf(answer, (value) => report(value as Proposal));
  } finally {
    core.close();
  }
}

/** `resupply propose --store PATH` */
export const command: Command = {
  options: {
    ...storeOption,
    site: { value: 'CODE', description: 'only this site', repeats: true },
    settings: {
      value: 'FILE',
      description:
        'propose with these settings instead of those in force, JSON as in `contract resupply.setParameters`',
    },
  },
  output:
    'settingsEntry, today, nextRun, sites: [{ site, start, rule, dispatch, arrival, lines: [{ site, depot, kitType, rule, stock { onHand, inTransit, requested }, demand { triggerMilli, resupplyMilli } in thousandths of a kit, arithmetic { available, trigger, orderUpTo, isTriggered, wanted, packs, ordered, reason }, granted }] }]; counts in kits. Nothing is recorded.',
  examples: [
    'resupply propose --store ./study.cachet --user planner --json',
    'resupply propose --store ./demo.cachet --settings levels.json --site S001',
  ],
  run: propose,
};
