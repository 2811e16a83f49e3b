import { instantFromEpochMs } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import { ok } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import type { ExposedGroup, StayOutside, StoredProfile } from '../../contracts/cold-chain-parts.ts';
import { groupedKitNumber } from '../../domain/kit/kit-number.ts';
import { durationText } from '../../engine/temperature/excursion-tier.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { loggerContent, loggerFileByCode } from '../../store/queries/logger-files.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PrintBlock } from '../ports.ts';
import { signatureLine, timeInWords } from '../queries/slip.ts';
import { fileName } from '../queries/table-file.ts';
import { chartDrawing } from './chart-drawing.ts';
import { excursionsGet } from './pages.ts';
import { readingBlocks } from './evidence-readings.ts';
import { readingsKept } from './readings.ts';
import type { KeptReadings } from './readings.ts';
import { ruleInWords } from './rule-words.ts';

type Detail = OutputOf<'excursions.get'>;

/** `2026-11-12 06:45` for tables whose heading says UTC. */
const shortUtc = (second: number): string =>
  instantFromEpochMs(Math.round(second) * 1000)
    .slice(0, 16)
    .replace('T', ' ');
const utc = (second: number): string =>
  timeInWords(instantFromEpochMs(Math.round(second) * 1000), 0);
const degrees = (value: number | null): string => (value === null ? '–' : `${value.toFixed(2)} °C`);
/** Numbers stay beside their units at the end of a line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');
const time = (seconds: number | null): string => (seconds === null ? '–' : durationText(seconds));

const statusWords: Readonly<Record<Detail['excursion']['status'], string>> = {
  'in-range': 'in range, nothing to decide',
  open: 'open, waits for a decision',
  released: 'decided: released',
  rejected: 'decided: rejected',
  split: 'decided: some released, some rejected',
  superseded: 'judged without data; readings came later and took its place',
};

const stayWords = (stay: StayOutside, profile: StoredProfile | undefined): string => {
  if (stay.kind === 'missing') return 'no data (counts as the worst case)';
  if (stay.kind !== 'band') return `${stay.kind} the hard limit`;
  const band = profile?.bands[stay.band];
  return band === undefined ? 'outside' : `(${band.low / 100}, ${band.high / 100}] °C`;
};

function staysTable({ assessment, profiles }: Detail): readonly PrintBlock[] {
  if (assessment.stays.length === 0) return [];
  const rows = assessment.stays.map((stay) => [
    shortUtc(stay.from),
    shortUtc(stay.to),
    unbroken(durationText(stay.to - stay.from)),
    unbroken(degrees(stay.extremeC)),
    stayWords(stay, profiles[0]),
  ]);
  const more = assessment.staysNotShown;
  return [
    { kind: 'heading', text: 'Stays outside the label range' },
    { kind: 'table', header: ['From (UTC)', 'To (UTC)', 'Lasted', 'Furthest', 'Band'], rows },
    ...(more === 0 ? [] : [{ kind: 'text' as const, text: `… and ${more} more.` }]),
  ];
}

const longestWords = ({ longest, longestAllowed }: ExposedGroup['bands'][number]): string =>
  longestAllowed === null ? time(longest) : `${time(longest)} of ${time(longestAllowed)}`;

function groupBlocks(
  group: ExposedGroup,
  index: number,
  grouped: (number: string) => string,
): readonly PrintBlock[] {
  const rows = group.bands.map((band) => [
    `(${band.low}, ${band.high}] °C`,
    time(band.allowed),
    time(band.usedBefore),
    time(band.usedHere),
    time(band.missing),
    time(band.remaining),
    longestWords(band),
  ]);
  return [
    { kind: 'heading', text: `Group ${index + 1}: tier ${group.tier}, ${group.kits.length} kits` },
    { kind: 'text', text: group.reasons.join(' ') },
    {
      kind: 'table',
      header: ['Band', 'Allowed', 'Used before', 'Used here', 'No data', 'Remaining', 'Longest'],
      rows,
    },
    {
      kind: 'facts',
      rows: [
        ['Judged', `${utc(group.from)} to ${utc(group.to)}`],
        ['Legs judged before', String(group.earlierLegs)],
        ['Lowest, highest of the life', `${degrees(group.lowestC)}, ${degrees(group.highestC)}`],
        ['Mean kinetic temperature', degrees(group.meanKineticC)],
        [
          'Highest over 24 h and 30 days',
          `${degrees(group.worstDayC)}, ${degrees(group.worstThirtyDaysC)}`,
        ],
        ['Equivalent time at the upper label limit', durationText(group.equivalentSeconds)],
      ],
    },
    { kind: 'text', text: `Kits: ${group.kits.map(grouped).join('   ')}` },
  ];
}

function fileBlocks({ file, warnings }: Detail): readonly PrintBlock[] {
  if (file === null) {
    return [
      { kind: 'heading', text: 'Readings' },
      {
        kind: 'text',
        text: 'Nobody has readings of this way: all of it counts as the worst case.',
      },
    ];
  }
  return [
    { kind: 'heading', text: 'Logger file and verification' },
    fileFacts(file),
    ...findings(warnings.slice(0, 100)),
  ];
}

const fileFacts = (file: NonNullable<Detail['file']>): PrintBlock => ({
  kind: 'facts',
  rows: [
    ['File', `${file.file}, ${file.name}`],
    ['SHA-256', `${file.sha256.slice(0, 32)} ${file.sha256.slice(32)}`],
    ['Make and model', `${file.format}, ${file.model ?? '–'}`],
    ['Serial number', file.serial ?? '–'],
    ['Signature of the logger', file.signature],
    ['Time zone', file.zone ?? '–'],
    ['Readings', `${file.readings}, from ${file.first ?? '–'} to ${file.last ?? '–'}`],
    ['Interval', file.intervalSeconds === null ? '–' : durationText(file.intervalSeconds)],
    ['Lowest, highest, mean', [file.minC, file.maxC, file.meanC].map(degrees).join(', ')],
    [
      'Gaps, duplicates, missing, unreadable',
      [file.gaps, file.duplicates, file.missing, file.unreadable].join(', '),
    ],
    ['Imported', `${timeInWords(file.importedAt as Instant, 0)} by ${file.importedBy}`],
  ],
});

const findings = (shown: Detail['warnings']): readonly PrintBlock[] =>
  shown.length === 0
    ? []
    : [
        {
          kind: 'table',
          header: ['Line', 'Finding'],
          rows: shown.map(({ line, message }) => [line === 0 ? '–' : String(line), message]),
        },
      ];

function decisionBlocks({ decision }: Detail): readonly PrintBlock[] {
  const heading: PrintBlock = { kind: 'heading', text: 'Decision' };
  if (decision === null) {
    return [heading, ...['Decided by (quality assurance)', 'Checked by'].flatMap(signatureLine)];
  }
  return [
    heading,
    {
      kind: 'facts',
      rows: [
        ...decision.outcomes.map(
          ({ group, outcome, kits, useBy }) =>
            [
              `Group ${group + 1}`,
              `${outcome}, ${kits} kits${useBy === undefined ? '' : `, use by ${useBy}`}`,
            ] as const,
        ),
        ['Reason', decision.reason],
        ['Signed by', `${decision.signedBy}: ${decision.meaning}`],
        ['At (UTC)', timeInWords(decision.at as Instant, 0)],
      ],
    },
  ];
}

function keptOf({ db, ports }: QueryContext, { file }: Detail): KeptReadings | null {
  const record = file === null ? undefined : loggerFileByCode(db, file.file);
  return record === undefined ? null : readingsKept(loggerContent(db, record.id), ports);
}

/** The chart, where there are readings. */
function drawingOf(readings: KeptReadings | null, detail: Detail): readonly PrintBlock[] {
  const label = detail.profiles[0]?.bands.find(({ allowedSeconds }) => allowedSeconds === null);
  if (readings === null || label === undefined) return [];
  const { from, to, stays } = detail.assessment;
  const svg = chartDrawing(
    {
      from,
      to,
      readings,
      days: detail.chart?.days ?? [],
      low: (label.low + 1) / 100,
      high: label.high / 100,
      stays,
    },
    readings.intervalSeconds * 1.5,
  );
  return [
    { kind: 'drawing', svg },
    {
      kind: 'text',
      text: 'Green: label range. Yellow: a band with limited time. Red: beyond the hard limits. Grey: no data. Times UTC.',
    },
  ];
}

function headBlocks(
  context: QueryContext,
  { excursion, assessment, profiles, supersedes }: Detail,
): PrintBlock[] {
  const { definition } = currentDefinition(context.db);
  const signedProfiles = profiles.map(
    ({ profile, version, name, setBy, rule }) =>
      [
        'Storage profile',
        `${profile} version ${version} (${name}), signed by ${setBy}. ${ruleInWords(rule)}`,
      ] as const,
  );
  return [
    { kind: 'heading', text: `Temperature excursion ${excursion.excursion}` },
    {
      kind: 'facts',
      rows: [
        ['Study', `${definition.protocol.number}: ${definition.protocol.title}`],
        ['Watched', excursion.shipment ?? excursion.place ?? '–'],
        ['From, to', `${utc(assessment.from)} to ${utc(assessment.to)}`],
        ['Status', statusWords[excursion.status]],
        ...(excursion.supersededBy === null
          ? []
          : [['Superseded by', `${excursion.supersededBy}, by readings`] as const]),
        ...supersedes.map(
          (code) => ['Takes the place of', `${code}, judged without data`] as const,
        ),
        ['Opened', `${timeInWords(excursion.openedAt as Instant, 0)} by ${excursion.openedBy}`],
        ...signedProfiles,
      ],
    },
  ];
}

export const excursionEvidence: QueryHandler<'excursions.evidence'> = async (context, input) => {
  const answer = await excursionsGet(context, input);
  if (!answer.ok) return answer;
  const detail = answer.value;
  const { protocol, kitNumbers } = currentDefinition(context.db).definition;
  const content = `excursion ${input.excursion}`;
  const grouped = (number: string): string => groupedKitNumber(number, kitNumbers.grouping);
  const { printer } = context.ports;
  const readings = keptOf(context, detail);
  const bytes = await printer.pdf({
    title: `${protocol.number} temperature ${content}`,
    language: 'en',
    ...(context.environment === 'UAT' ? { watermark: 'UAT' } : {}),
    blocks: [
      ...headBlocks(context, detail),
      ...drawingOf(readings, detail),
      ...staysTable(detail),
      ...detail.assessment.groups.flatMap((group, i) => groupBlocks(group, i, grouped)),
      ...fileBlocks(detail),
      ...decisionBlocks(detail),
      ...(readings === null
        ? []
        : readingBlocks(readings, detail.chart?.days ?? [], detail.assessment)),
    ],
  });
  const name = fileName({ protocol: protocol.number, content, unblinded: false }, context.now);
  return ok({
    name: `${name}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(bytes),
  });
};
