import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useContext } from 'react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { saveText } from '../components/save-file.ts';
import { csvOf } from './lab-csv.ts';
import { savePng, saveSvg } from './lab-export.ts';
import type { FigureTable } from './lab-figure-table.tsx';
import { WorkbookContext } from './workbook-context.ts';

interface Properties {
  readonly title: string;
  /** File name without ending. */
  readonly name: string;
  readonly table: FigureTable;
  /** Where the plot is drawn; without it only the numbers are saved. */
  readonly plot?: RefObject<HTMLElement | null>;
  /** The plot is not to be seen now. */
  readonly isTable?: boolean;
}

/** A figure or a table as a file. */
export function FigureMenu({ title, name, table, plot, isTable = false }: Properties) {
  const { t } = useTranslation();
  const workbook = useContext(WorkbookContext);
  const withPlot = (save: (svg: SVGSVGElement, name: string, title: string) => unknown): void => {
    const svg = plot?.current?.querySelector<SVGSVGElement>('svg.recharts-surface, svg[data-plot]');
    if (svg !== null && svg !== undefined) void save(svg, name, title);
  };
  const saveCsv = (): void => {
    const { heads, rows } = workbook === null ? table : workbook.numbersOf(table);
    saveText(`${name}.csv`, csvOf([heads, ...rows]), 'text/csv');
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" px={8} aria-label={t('lab.figure.save', { title })}>
          <IconDownload size={14} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {plot !== undefined && (
          <>
            <Menu.Item disabled={isTable} onClick={() => withPlot(saveSvg)}>
              SVG
            </Menu.Item>
            <Menu.Item disabled={isTable} onClick={() => withPlot(savePng)}>
              PNG
            </Menu.Item>
          </>
        )}
        <Menu.Item onClick={saveCsv}>CSV</Menu.Item>
        {workbook !== null && (
          <Menu.Item onClick={() => void workbook.save(name, table)}>XLSX</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
