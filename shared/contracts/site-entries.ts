import { z } from 'zod';
import { isInstant } from '../base/instant.ts';
import { releaseModes, unusableConditions } from '../domain/backup/pack-terms.ts';

/**
 * What a site's machine writes into its ledger, as far as the console reads it. Whoever holds the keys of a machine can
 * sign anything, so a record is parsed like any other input. Unknown fields are left to later versions.
 */

const text = z.string().max(2000);
const name = z.string().min(1).max(200);
const number = z.number().int().min(1).max(100_000);
const instant = z.string().refine(isInstant);
const clock = z.looseObject({ boot: text, monotonicMs: z.number() });
const kits = z.array(name).max(1000);
const factors = z.record(z.string(), text);

const at = { subject: name, pack: name, envelope: number, clock };
const evidence = {
  consent: z.looseObject({ version: text, at: z.iso.datetime({ offset: true }) }),
  gates: z.array(text).max(1000),
  factors,
  stratum: text,
};

const loaded = z.looseObject({
  pack: name,
  site: name,
  list: name,
  strata: z.array(z.looseObject({ key: text, words: text, positions: z.array(number) })).max(1000),
  clock: clock.optional(),
  confirmed: z.array(z.looseObject({ user: name, name })).optional(),
});

const opened = z.looseObject({
  ...at,
  ...evidence,
  position: number,
  layer: number.max(7),
  visit: text,
  kits,
  treatment: text.optional(),
  release: z.looseObject({
    mode: z.enum(releaseModes),
    challenge: text.nullable(),
    second: text.nullable(),
  }),
});

const bodies: Readonly<Record<string, z.ZodType>> = {
  'site-pack-loaded': loaded,
  'site-subject-begun': z.looseObject({ ...at, ...evidence }),
  'site-subject-cancelled': z.looseObject({ subject: name, clock }),
  'site-envelope-opened': opened,
  'site-kits-unusable': z.looseObject({
    ...at,
    layer: number,
    kits,
    condition: z.enum(unusableConditions),
  }),
  'site-kits-dispensed': z.looseObject({ ...at, kits }),
  'site-strata-corrected': z.looseObject({ ...at, factors, stratum: text }),
  'site-pack-surrendered': z.looseObject({ pack: name, unopened: z.array(number), clock }),
  'site-clock-jumped': z.looseObject({ byMs: z.number(), clock }),
  'user-added': z.looseObject({
    user: name,
    printedName: text,
    confirmed: z.enum(['code', 'people']).nullish(),
  }),
  'user-deactivated': z.looseObject({ user: name }),
};

const anyBody = z.looseObject({ clock: clock.optional() });

const content = z.looseObject({
  at: instant,
  offsetMinutes: z.number().int().min(-1080).max(1080),
  user: text,
  printedName: text,
  kind: name,
  body: z.looseObject({}),
  reason: z.string().max(10_000).nullable(),
});

/** Where the content of an entry is not what a site writes, as a path; null when it is. */
export function entryProblem(parsed: unknown): string | null {
  const outer = content.safeParse(parsed);
  if (!outer.success) return pathOf(outer.error);
  const { kind, body } = outer.data;
  const inner = (Object.hasOwn(bodies, kind) ? bodies[kind] : anyBody)?.safeParse(body);
  return inner?.success === false ? `body.${pathOf(inner.error)}` : null;
}

const pathOf = ({ issues }: z.ZodError): string => issues[0]?.path.join('.') || 'content';
