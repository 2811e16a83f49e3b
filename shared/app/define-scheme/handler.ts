import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { ok } from '../../base/result.ts';
import type { ListCard } from '../../contracts/randomization.ts';
import type { EventBodies } from '../../ledger/events.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { CommandHandler } from '../handlers.ts';
import { nameTaken } from '../list-secret/name-taken.ts';
import { liveFormat, schemeDigest } from '../live-scheme/scheme-secret.ts';
import type { SchemeSecret } from '../live-scheme/scheme-secret.ts';
import { planScheme } from './decide.ts';

const saltLength = 32;

/** Defines live allocation. In public: procedure, what is balanced, and a salted digest of the rest. */
export const defineScheme: CommandHandler<'randomization.defineScheme'> = (context, input) => {
  const taken = nameTaken(context.db, input.list);
  if (!taken.ok) return taken;
  const { definition } = currentDefinition(context.db);
  const plan = planScheme(definition, input.list, input.scheme);
  if (!plan.ok) return plan;
  const { specification, warnings } = plan.value;
  const secret: SchemeSecret = {
    format: liveFormat,
    digestSalt: toHex(context.ports.random.bytes(saltLength)),
    specification,
  };
  const digest = schemeDigest(context.ports, secret);
  const { procedure, parts: stratifyBy } = specification;
  const purpose = input.purpose === 'reserve' ? ({ purpose: 'reserve' } as const) : {};
  const cohort = input.cohort === undefined ? {} : { cohort: input.cohort };
  const body = {
    list: input.list,
    procedure,
    stratifyBy,
    digest,
    engine: liveFormat,
    ...purpose,
    ...cohort,
  };
  return ok({
    events: [{ event: { kind: 'scheme-defined', body }, secret: secret as unknown as Json }],
    value: { list: cardOf(body, context.now.instant), warnings: [...warnings] },
  });
};

const cardOf = (body: EventBodies['scheme-defined'], generatedAt: string): ListCard => ({
  list: body.list,
  status: 'generated',
  procedure: body.procedure,
  strata: 0,
  slots: 0,
  used: 0,
  generatedAt,
  signatures: [],
  digest: body.digest,
  merkleRoot: '',
  live: true,
  ...(body.purpose === undefined ? {} : { reserve: true as const }),
  ...(body.cohort === undefined ? {} : { cohort: body.cohort }),
});
