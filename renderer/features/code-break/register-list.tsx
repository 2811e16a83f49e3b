import type { ReactNode } from 'react';
import { Beside } from '../../components/beside.tsx';
import { Panel } from '../../components/panel.tsx';
import type { Column } from '../../components/table-column.ts';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { go } from '../../state/route.ts';
import type { Rows } from '../../state/use-rows.ts';

interface Properties<Row> {
  readonly part: 'register' | 'custody';
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: Rows<Row>;
  /** The code of the row that is open. */
  readonly open: string | null;
  readonly empty: ReactNode;
  readonly toolbar?: ReactNode;
  readonly inspector: (code: string, onClose: () => void) => ReactNode;
}

/** A register of this screen: its rows by code, and beside them the one that is open. */
export function RegisterList<Row extends { readonly code: string }>({
  part,
  label,
  columns,
  rows,
  open,
  empty,
  toolbar,
  inspector,
}: Properties<Row>) {
  return (
    <Beside>
      <Panel isFlush fills>
        {toolbar}
        <WindowedTable
          label={label}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.code}
          openKey={open}
          onOpen={(row) => go('code-break', `${part}:${row.code}`)}
          empty={empty}
        />
      </Panel>
      {open !== null && inspector(open, () => go('code-break', part))}
    </Beside>
  );
}
