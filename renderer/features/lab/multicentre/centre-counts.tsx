import { useTranslation } from 'react-i18next';
import { LabColumns } from '../../../charts/lab-columns.tsx';
import { LabFigure } from '../../../charts/lab-figure.tsx';

/** Fewer centres than this in a mean trial are not worth a column at the far end. */
const visible = 0.02;

/** How many centres recruit 0, 1, 2 … patients in a mean trial. */
export function CentreCounts({ counts }: { readonly counts: readonly number[] }) {
  const { t } = useTranslation();
  const last = counts.findLastIndex((centres) => centres >= visible);
  const columns = counts
    .slice(0, last + 1)
    .map((centres, patients) => ({ x: patients, y: centres }));
  return (
    <LabFigure
      title={t('lab.centres.title')}
      note={t('lab.centres.note')}
      name="multicentre-centres-by-patients"
      table={{
        heads: [t('lab.centres.patients'), t('lab.centres.centres')],
        rows: columns.map(({ x, y }) => [String(x), y.toFixed(3)]),
      }}
    >
      <LabColumns
        columns={columns}
        xLabel={t('lab.centres.patients')}
        yLabel={t('lab.centres.centres')}
      />
    </LabFigure>
  );
}
