import { Button, Group } from '@mantine/core';
import { IconFileTypePdf, IconTableExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { csvOf } from '../../../charts/lab-csv.ts';
import { countText } from '../../../components/format.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import { Panel } from '../../../components/panel.tsx';
import { saveText } from '../../../components/save-file.ts';
import labClasses from '../lab.module.css';
import { ReportDialog } from '../report-dialog.tsx';
import type { Compared } from './compared.ts';
import { comparisonRows } from './comparison-rows.ts';
import { ComparisonTable } from './comparison-table.tsx';
import type { MulticentreAnswer } from './multicentre-answer.ts';
import { useMulticentre } from './multicentre-state.ts';
import classes from './multicentre.module.css';
import { questionOf } from './scenario.ts';
import type { MulticentreQuestion } from './scenario.ts';

interface Properties {
  readonly question: MulticentreQuestion;
  readonly engine: string;
  readonly answer: MulticentreAnswer;
  readonly all: readonly Compared[];
}

/** How long recruitment takes, and all designs in one table. */
export function ComparisonPanel({ question, engine, answer, all }: Properties) {
  const { t } = useTranslation();
  const [isReporting, setReporting] = useState(false);
  const { scenario, job } = useMulticentre();
  const now = questionOf(scenario);
  const isStale =
    job === null && now !== undefined && JSON.stringify(now) !== JSON.stringify(question);
  const { days, centres_by_count: counts } = answer.recruitment;
  const round = (value: number): string => countText(Math.round(value));
  return (
    <Panel
      title={t('lab.multicentre.comparison')}
      note={t('lab.multicentre.comparisonNote', {
        replicates: countText(answer.replicates),
        seed: answer.seed,
        engine,
      })}
      isFlush
      actions={
        <Group gap="sm">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconTableExport size={15} stroke={1.7} />}
            onClick={() =>
              saveText(
                'multicentre-comparison.csv',
                csvOf(comparisonRows(question, engine, answer)),
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
        <p role="status" className={labClasses.stale}>
          {t('lab.stale')}
        </p>
      )}
      <div className={classes.facts}>
        <KeyValues
          columns={3}
          items={[
            [
              t('lab.multicentre.days'),
              t('lab.multicentre.daysText', {
                median: round(days.q50),
                low: round(days.q25),
                high: round(days.q75),
              }),
            ],
            [
              t('lab.multicentre.daysRange'),
              t('lab.multicentre.daysRangeText', { min: round(days.min), max: round(days.max) }),
            ],
            [t('lab.multicentre.empty'), (counts[0] ?? 0).toFixed(1)],
          ]}
        />
      </div>
      <ComparisonTable all={all} />
      {isReporting && (
        <ReportDialog
          procedure="lab.multicentreReport"
          question={question}
          engine={engine}
          onClose={() => setReporting(false)}
        />
      )}
    </Panel>
  );
}
