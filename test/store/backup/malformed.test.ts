// Requirements: OFF-04
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { loadedBody } from '../../../shared/app/site-mode/loaded-body.ts';
import { offlineStudy } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';
import { recordSigner } from '../../builders/signed-record.ts';

/** What is signed by an enrolled machine may still be anything: it is refused by its number and never a defect. */
let study: OfflineStudy;
let site: DrillSite;
let signer: Awaited<ReturnType<typeof recordSigner>>;
let sound: readonly Content[];
beforeAll(async () => {
  study = await offlineStudy(1);
  site = await study.site('S001', 'self');
  signer = await recordSigner(study, site);
  study.clock.advance(600);
  sound = soundRecord();
});
afterAll(() => study.close());

interface Content {
  readonly kind: string;
  readonly body: object;
}

function entry(sequence: number, kind: string, body: object): Content {
  const minute = String(sequence).padStart(2, '0');
  const clock = { boot: 'one', monotonicMs: sequence * 60_000 };
  const content = {
    at: `2026-03-02T10:${minute}:00.000Z`,
    offsetMinutes: 60,
    user: 'nora',
    printedName: 'Nora',
    role: 'site-user',
    environment: 'UAT',
    procedure: kind,
    requestId: null,
    reason: 'as it was',
    signature: null,
    kind,
    body: { clock, ...body },
  };
  return content;
}

/** Every kind of entry that the console reads. */
function soundRecord(): readonly Content[] {
  const { payload } = signer;
  const stratum = payload.strata[0] as (typeof payload.strata)[number];
  const at = { subject: 'M-1', pack: site.pack, envelope: 1 };
  const consent = { version: '1.0', at: '2026-03-01T10:00:00+01:00' };
  const evidence = { consent, gates: ['I1'], factors: { sex: 'female' }, stratum: stratum.key };
  const release = { mode: 'self', challenge: null, second: null };
  const opened = { ...at, ...evidence, position: stratum.positions[0], visit: 'V1', release };
  const bodies: readonly (readonly [string, object])[] = [
    ['site-pack-loaded', loadedBody(payload, { boot: 'one', monotonicMs: 60_000 })],
    ['user-added', { user: 'nora', printedName: 'Nora', role: 'site-user', confirmed: 'code' }],
    ['site-subject-begun', { ...at, ...evidence }],
    ['site-envelope-opened', { ...opened, layer: 1, kits: ['11111111'] }],
    ['site-kits-unusable', { ...at, layer: 1, kits: ['11111111'], condition: 'damaged' }],
    ['site-envelope-opened', { ...opened, layer: 2, kits: ['22222222'] }],
    ['site-kits-dispensed', { ...at, kits: ['22222222'] }],
    ['site-strata-corrected', { ...at, factors: { sex: 'male' }, stratum: stratum.key }],
    ['site-subject-begun', { ...at, ...evidence, subject: 'M-2', envelope: 2 }],
    ['site-subject-cancelled', { subject: 'M-2' }],
    ['site-pack-surrendered', { pack: site.pack, unopened: [2, 3] }],
  ];
  return bodies.map(([kind, body], i) => entry(i + 1, kind, body));
}

const brought = async (contents: readonly string[]) => {
  const file = signer.record(contents);
  const looked = await study.console.ask('bundles.inspect', { file });
  return [looked, await study.console.ask('bundles.import', { file })];
};

const texts = (): string[] => sound.map((content) => JSON.stringify(content));

test('a record of every kind of entry is read and judged', async () => {
  const [looked, reply] = await brought(texts());
  expect(looked?.kind).toBe('ok');
  expect(reply).toMatchObject({ kind: 'ok', value: { judged: [{ subject: 'M-1' }] } });
});

test('content that is none is refused by the number of its entry', async () => {
  const without = (field: string) => {
    const contents = texts();
    const { body, ...rest } = JSON.parse(contents[3] as string);
    const { [field]: _left, ...others } = body;
    contents[3] = JSON.stringify({ ...rest, body: others });
    return contents;
  };
  const spoiled = [
    ...['nonsense', 'null', '7', '[]', '{}'].map((content) => texts().with(3, content)),
    texts().with(3, (texts()[3] as string).replace('2026-03-02T', 'yesterday')),
    ...['kits', 'factors', 'consent', 'release', 'clock', 'subject'].map(without),
    texts().with(3, (texts()[3] as string).replace('"envelope":1', '"envelope":0.5')),
    texts().with(3, (texts()[3] as string).replace('"envelope":1', '"envelope":1e15')),
  ];
  for (const contents of spoiled) {
    for (const reply of await brought(contents)) {
      expect(reply, contents[3]).toMatchObject({
        kind: 'refused',
        refusal: { rule: 'bundle-tampered', because: ['First bad entry: 4.'] },
      });
    }
  }
});

type Key = string | number;

/** Every place in a value, the value itself first. */
const placesIn = (value: unknown): readonly (readonly Key[])[] => [
  [],
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        placesIn(inner).map((place) => [key, ...place]),
      )
    : []),
];

function changedAt(value: unknown, [key, ...rest]: readonly Key[], by: unknown): unknown {
  if (key === undefined) return by;
  const inner = (value as Record<Key, unknown>)[key];
  const next = changedAt(inner, rest, by);
  if (Array.isArray(value)) return value.with(Number(key), next);
  return { ...(value as object), [key]: next };
}

const seed = 20_261_121;

test(`one place of a record changed into anything is never a defect (seed ${seed})`, async () => {
  const values = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      -1,
      0.5,
      1e300,
      '',
      '__proto__',
      [],
      {},
      [null],
      [{}],
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const change = fc.record({ index: fc.nat(sound.length - 1), place: fc.nat(10_000), by: values });
  await fc.assert(
    fc.asyncProperty(change, async ({ index, place, by }) => {
      const content = sound[index];
      const places = placesIn(content);
      const spoiled = changedAt(content, places[place % places.length] as readonly Key[], by);
      const text = JSON.stringify(spoiled) ?? '';
      for (const reply of await brought(texts().with(index, text))) {
        expect(['ok', 'refused']).toContain(reply.kind);
        if (reply.kind !== 'refused') continue;
        expect(reply.refusal.because).toContain(`First bad entry: ${index + 1}.`);
      }
    }),
    { seed, numRuns: 60 },
  );
});
