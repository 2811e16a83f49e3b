import type { PrintBlock, PrintDocument } from '../../../shared/app/ports.ts';
import { timeInWords } from '../../../shared/app/queries/slip.ts';
import { trailFilter } from '../../../shared/app/queries/trail-page.ts';
import { criticalClasses } from '../../../shared/domain/trail/critical-events.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { countTrail } from '../../../shared/store/queries/trail.ts';
import { criticalWords } from '../../../shared/app/queries/critical-words.ts';
import type { PackRequest } from './build-pack.ts';

interface End {
  readonly entries: number;
  readonly head: string;
  readonly fingerprint: string;
  readonly signed: number;
}

const inGroups = (hex: string): string => hex.replace(/(.{8})(?=.)/g, '$1 ');

function countsTable({ context }: PackRequest): PrintBlock {
  const rows = criticalClasses.map((critical) => {
    const filter = trailFilter(context, { critical });
    return [criticalWords[critical], String(countTrail(context.db, filter))];
  });
  return { kind: 'table', header: ['Critical events', 'Entries'], rows };
}

function packFacts({ context, product }: PackRequest, end: End): PrintBlock {
  const { actor, now, sealer, environment, db } = context;
  const { protocol } = currentDefinition(db).definition;
  return {
    kind: 'facts',
    rows: [
      ['Study', `${protocol.number}: ${protocol.title}`],
      ['Sponsor', protocol.sponsor],
      ['Environment', environment],
      ['Variant', sealer === null ? 'arm-free: tells no arm and no kit type' : 'unblinded'],
      ['Made by', `${actor.printedName} (${actor.user}), ${actor.role}`],
      ['Made at', timeInWords(now.instant, now.offsetMinutes)],
      ['Program', product],
      ['Entries of the trail', `${end.entries}, ${end.signed} of them signed by a device`],
      ['Hash of the last entry', inGroups(end.head)],
      ['Fingerprint of the signing device', end.fingerprint],
    ],
  };
}

const checksTable = ({ verification }: PackRequest): PrintBlock => ({
  kind: 'table',
  header: ['Check', 'Result', 'Detail'],
  rows: verification.checks.map(({ check, passed, detail }) => [
    check,
    passed ? 'holds' : 'FAILED',
    detail,
  ]),
});

const lastWords =
  'index.html in the folder of the pack shows and verifies it without a network; compare the fingerprint with the one that the console shows.';

/** One page that says what the pack is, where the trail ends and what was verified before it was made. */
export function packSummary(request: PackRequest, end: End): PrintDocument {
  const { db, sealer } = request.context;
  const { protocol } = currentDefinition(db).definition;
  return {
    title: `${protocol.number} evidence pack`,
    language: 'en',
    ...(sealer === null ? {} : { watermark: 'UNBLINDED' }),
    blocks: [
      { kind: 'heading', text: 'Evidence pack' },
      packFacts(request, end),
      { kind: 'heading', text: 'Verification when the pack was made' },
      checksTable(request),
      countsTable(request),
      { kind: 'text', text: lastWords },
    ],
  };
}
