import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';
import { textTable } from '../text-table.ts';

async function overview(typed: Typed, io: Io): Promise<Ending> {
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const found = await core.dispatch({ name: 'codeBreak.overview', input: {} });
    return endingOf(found, (value) => inWords(value as OutputOf<'codeBreak.overview'>));
  } finally {
    core.close();
  }
}

const header = [
  'site',
  'subjects',
  'emergencies',
  'exercises',
  'no reason',
  'not assessed',
  'overdue',
];

const inWords = ({ sites, total }: OutputOf<'codeBreak.overview'>): string =>
  textTable([
    header,
    ...[...sites, { ...total, site: 'all' }].map((row) => [
      row.site,
      String(row.randomized),
      String(row.emergencies),
      String(row.exercises),
      String(row.reasonsOpen),
      String(row.assessmentsOpen),
      String(row.reasonsOverdue + row.assessmentsOverdue),
    ]),
  ]);

export const command: Command = {
  options: storeOption,
  output:
    'sites [{ site, siteName, randomized, emergencies, exercises, reasonsOpen, reasonsOverdue, assessmentsOpen, assessmentsOverdue, sponsorUntold, lastAt (UTC) }], total; no treatment',
  examples: ['codebreak overview --store ./study.cachet --user helen --json'],
  run: overview,
};
