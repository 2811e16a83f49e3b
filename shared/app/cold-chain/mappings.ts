import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import { loggerMappings } from '../../store/queries/storage-profiles.ts';
import { approvedBy } from '../approved-by.ts';
import type { CommandHandler, QueryHandler } from '../handlers.ts';
import { headingsKey } from './read-upload.ts';

type Mapping = OutputOf<'loggers.mappings'>['mappings'][number];

/** Remembers how files with these headings are read. A later confirmation of the same headings takes its place. */
export const confirmMapping: CommandHandler<'loggers.confirmMapping'> = (context, { mapping }) => {
  if (!mapping.headings.includes(mapping.column)) {
    return err(
      refusal(
        'column-not-in-headings',
        `The headings have no column "${mapping.column}".`,
        'Choose the temperature column by its heading.',
      ),
    );
  }
  const { name, ...body } = mapping;
  const digest = toHex(context.ports.sha256(canonicalJson(body as unknown as Json)));
  return ok({
    events: [
      {
        event: {
          kind: 'logger-mapping-confirmed',
          body: { name, headings: headingsKey(mapping.headings), body: body as unknown as Json },
        },
        signature: approvedBy(context, digest),
      },
    ],
    value: {},
  });
};

export const mappingsList: QueryHandler<'loggers.mappings'> = ({ db }) =>
  ok({
    mappings: loggerMappings(db).map(({ name, body, at, by }) => ({
      name,
      ...(JSON.parse(body) as Omit<Mapping, 'name' | 'at' | 'by'>),
      at,
      by,
    })),
  });
