import { Button, Group } from '@mantine/core';
import { IconFileTypePdf, IconTableExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabAssessed } from '../../../shared/contracts/lab.ts';
import { csvOf } from '../../charts/lab-csv.ts';
import { Panel } from '../../components/panel.tsx';
import { countText } from '../../components/format.ts';
import { saveText } from '../../components/save-file.ts';
import { figureRows } from './figure-rows.ts';
import { FiguresTable } from './figures-table.tsx';
import { useLab } from './lab-state.ts';
import type { Question } from './lab-state.ts';
import classes from './lab.module.css';
import type { Marked } from './marked.ts';
import { ReportDialog } from './report-dialog.tsx';
import { useQuestion } from './use-question.ts';

interface Properties {
  readonly question: Question;
  readonly engine: string;
  readonly all: readonly LabAssessed[];
  readonly marked: readonly Marked[];
}

/** The table of figures with what they were made from, as file and as PDF for a protocol. */
export function FiguresPanel({ question, engine, all, marked }: Properties) {
  const { t } = useTranslation();
  const [isReporting, setReporting] = useState(false);
  const isBusy = useLab((state) => state.job !== null);
  const now = useQuestion();
  const isStale = !isBusy && now !== undefined && JSON.stringify(now) !== JSON.stringify(question);
  const { arms, n, seed = 1, replicates = 0 } = question;
  return (
    <Panel
      title={t('lab.figures')}
      note={t('lab.figuresNote', {
        ratio: arms.join(':'),
        n: countText(n),
        engine,
        seed,
        replicates: countText(replicates),
      })}
      isFlush
      actions={
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            disabled={marked.length === 0}
            leftSection={<IconTableExport size={15} stroke={1.7} />}
            onClick={() =>
              saveText(
                'randomization-assessment.csv',
                csvOf(figureRows(marked, question, engine)),
                'text/csv',
              )
            }
          >
            {t('lab.exportTable')}
          </Button>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconFileTypePdf size={15} stroke={1.7} />}
            onClick={() => setReporting(true)}
          >
            {t('lab.report.open')}
          </Button>
        </Group>
      }
    >
      {isStale && (
        <p role="status" className={classes.stale}>
          {t('lab.stale')}
        </p>
      )}
      <FiguresTable all={all} marked={marked} arms={arms} />
      {isReporting && (
        <ReportDialog
          procedure="lab.report"
          question={question}
          engine={engine}
          onClose={() => setReporting(false)}
        />
      )}
    </Panel>
  );
}
