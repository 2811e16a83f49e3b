import { useTranslation } from 'react-i18next';
import type { TrailEntry } from '../../../shared/contracts/trail.ts';
import { Inspector } from '../../components/inspector.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { useQuery } from '../../state/use-query.ts';
import type { Rows } from '../../state/use-rows.ts';

interface Properties {
  readonly entry: string;
  readonly rows: Rows<TrailEntry>;
  onClose(): void;
}

/** Looks among the rows in memory; entries are newest first without gaps when nothing is filtered. */
function findRow(rows: Rows<TrailEntry>, entry: number): TrailEntry | undefined {
  const first = rows.rowAt(0)?.entry;
  if (first === undefined) return undefined;
  const direct = rows.rowAt(first - entry);
  if (direct?.entry === entry) return direct;
  for (let index = 0; index < Math.min(rows.total ?? 0, 2000); index += 1) {
    const row = rows.rowAt(index);
    if (row?.entry === entry) return row;
  }
  return undefined;
}

/** One entry in full. */
export function EntryInspector({ entry, rows, onClose }: Properties) {
  const { t } = useTranslation();
  const known = findRow(rows, Number(entry));
  const newest = rows.rowAt(0)?.entry ?? 0;
  // An entry reached by a link may lie outside the rows in memory; without a filter its place is known.
  const asked = useQuery(
    'trail.page',
    { offset: Math.max(0, newest - Number(entry)), limit: 1 },
    { isEnabled: known === undefined && newest > 0 },
  ).data?.rows[0];
  const row = known ?? (asked?.entry === Number(entry) ? asked : undefined);
  return (
    <Inspector
      label={t('trail.one', { entry })}
      title={
        <>
          <div className="quiet figures" style={{ fontSize: 12 }}>
            {t('trail.one', { entry })}
          </div>
          <strong style={{ fontSize: 16 }}>{row?.what ?? ''}</strong>
        </>
      }
      onClose={onClose}
    >
      {row === undefined ? (
        <p className="quiet">{t('trail.notInView')}</p>
      ) : (
        <EntryFacts row={row} />
      )}
    </Inspector>
  );
}

function EntryFacts({ row }: { readonly row: TrailEntry }) {
  const { t } = useTranslation();
  return (
    <KeyValues
      items={[
        [t('trail.detail'), row.detail === '' ? '–' : row.detail],
        [t('trail.at'), <InstantText key="at" at={row.at} offsetMinutes={row.offsetMinutes} />],
        [
          t('trail.by'),
          `${row.printedName} (${row.user}) · ${t(`common.role.${row.role}`, { defaultValue: row.role })}`,
        ],
        [t('trail.reason'), row.reason ?? t('trail.noReason')],
        [t('trail.signature'), row.signed ?? t('trail.notSigned')],
        [t('trail.sealed'), t(row.sealed ? 'trail.isSealed' : 'trail.notSealed')],
        [
          t('trail.device'),
          <code key="device" className="mono">
            {row.device}
          </code>,
        ],
        [t('trail.environment'), row.environment],
        [
          t('trail.kind'),
          <code key="kind" className="mono">
            {row.kind}
          </code>,
        ],
        [
          t('trail.hash'),
          <code key="hash" className="mono">
            {row.hash}
          </code>,
        ],
      ]}
    />
  );
}
