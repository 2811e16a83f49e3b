import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { countText } from '../../../components/format.ts';
import { saveText } from '../../../components/save-file.ts';
import type { FileReport } from './file-report.ts';
import classes from './import.module.css';
import { issuesAsCsv } from './issues-as-csv.ts';

interface Properties {
  readonly fileName: string;
  readonly report: FileReport;
}

/** Every bad row: line, column, what stands there, what was expected. Nothing was imported. */
export function RowIssues({ fileName, report }: Properties) {
  const { t } = useTranslation();
  if (report.issueCount === 0) return null;
  return (
    <section role="alert" className={classes.issues}>
      <header>
        <div>
          <strong>
            {t('kits.badRows', { count: report.issueCount, shown: countText(report.issueCount) })}
          </strong>
          <p>{t('kits.badRowsNext')}</p>
        </div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} />}
          onClick={() =>
            saveText(`${fileName}.problems.csv`, issuesAsCsv(report.issues), 'text/csv')
          }
        >
          {t('kits.saveBadRows')}
        </Button>
      </header>
      <div
        className={classes.scroll}
        tabIndex={0}
        role="region"
        aria-label={t('kits.badRowsTable')}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              {(['line', 'column', 'found', 'expected'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`kits.issue.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.issues.map((issue, index) => (
              <tr key={index}>
                <td className="figures">{issue.line}</td>
                <td>{issue.column}</td>
                <td className="mono">{issue.found}</td>
                <td>{issue.expected}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
