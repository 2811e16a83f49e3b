import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { err, ok } from '../../base/result.ts';
import type { ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { resupplySettings, settingsVersions } from '../../store/queries/resupply-facts.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandHandler, QueryHandler } from '../handlers.ts';
import { settingsRefusal } from './settings.ts';

/** Puts settings in force; the signature is bound to their digest. */
export const setResupply: CommandHandler<'resupply.setParameters'> = (context, input) => {
  const wrong = settingsRefusal(currentDefinition(context.db).definition, input.settings);
  if (wrong !== null) return err(wrong);
  // Optional settings that are absent must be absent from the entry as well.
  const settings = JSON.parse(JSON.stringify(input.settings)) as Json;
  const digest = toHex(context.ports.sha256(canonicalJson(settings)));
  return ok({
    events: [
      {
        event: { kind: 'resupply-set', body: { settings } },
        reason: input.reason,
        signature: approvedBy(context, digest),
      },
    ],
    value: {},
  });
};

export const resupplyGet: QueryHandler<'resupply.get'> = ({ db }) => {
  const found = resupplySettings<ResupplySettings>(db);
  if (found === null) return ok({ inForce: null });
  const { entry, at, by, body } = found;
  return ok({ inForce: { entry, at, by, settings: body.settings as never } });
};

export const resupplyHistory: QueryHandler<'resupply.history'> = ({ db }) =>
  ok({
    versions: settingsVersions<ResupplySettings>(db).map(
      ({ entry, at, by, reason, offsetMinutes, body }) => ({
        entry,
        at,
        by,
        reason,
        offsetMinutes,
        settings: body.settings as never,
      }),
    ),
  });
