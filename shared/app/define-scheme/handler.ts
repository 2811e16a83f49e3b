import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { ok } from '../../base/result.ts';
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
  const { procedure, parts } = specification;
  const reserve = input.purpose === 'reserve';
  const body = {
    list: input.list,
    procedure,
    stratifyBy: parts,
    digest,
    engine: liveFormat,
    ...(reserve ? ({ purpose: 'reserve' } as const) : {}),
  };
  return ok({
    events: [{ event: { kind: 'scheme-defined', body }, secret: secret as unknown as Json }],
    value: {
      list: {
        list: input.list,
        status: 'generated',
        procedure,
        strata: 0,
        slots: 0,
        used: 0,
        generatedAt: context.now.instant,
        signatures: [],
        digest,
        merkleRoot: '',
        live: true,
        ...(reserve ? ({ reserve: true } as const) : {}),
      },
      warnings: [...warnings],
    },
  });
};
