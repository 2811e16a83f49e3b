import { Button, Menu, Title } from '@mantine/core';
import { IconDownload, IconTable, IconChartLine } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { saveText } from '../components/save-file.ts';
import { csvOf } from './lab-csv.ts';
import { savePng, saveSvg } from './lab-export.ts';
import { FigureTableView } from './lab-figure-table.tsx';
import type { FigureTable } from './lab-figure-table.tsx';
import classes from './lab-chart.module.css';

interface Properties {
  readonly title: string;
  readonly note?: string;
  /** File name without ending. */
  readonly name: string;
  readonly table: FigureTable;
  /** Choices that belong to this figure. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A plot with its table one press away, saved as SVG, PNG or CSV. */
export function LabFigure({ title, note, name, table, actions, children }: Properties) {
  const { t } = useTranslation();
  const [isTable, setTable] = useState(false);
  const plot = useRef<HTMLDivElement>(null);
  const withPlot = (save: (svg: SVGSVGElement, name: string, title: string) => unknown): void => {
    const svg = plot.current?.querySelector<SVGSVGElement>('svg.recharts-surface, svg[data-plot]');
    if (svg !== null && svg !== undefined) void save(svg, name, title);
  };
  return (
    <figure className={classes.figure} aria-label={title}>
      <div className={classes.head}>
        <div>
          <Title order={3} className={classes.title}>
            {title}
          </Title>
          {note !== undefined && <p className={classes.note}>{note}</p>}
        </div>
        <div className={classes.actions}>
          <Button
            variant="default"
            size="xs"
            leftSection={isTable ? <IconChartLine size={14} /> : <IconTable size={14} />}
            onClick={() => setTable(!isTable)}
          >
            {t(isTable ? 'lab.figure.asPlot' : 'lab.figure.asTable')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                variant="default"
                size="xs"
                px={8}
                aria-label={t('lab.figure.save', { title })}
              >
                <IconDownload size={14} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item disabled={isTable} onClick={() => withPlot(saveSvg)}>
                SVG
              </Menu.Item>
              <Menu.Item disabled={isTable} onClick={() => withPlot(savePng)}>
                PNG
              </Menu.Item>
              <Menu.Item
                onClick={() =>
                  saveText(`${name}.csv`, csvOf([table.heads, ...table.rows]), 'text/csv')
                }
              >
                CSV
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      {actions !== undefined && <div className={classes.choices}>{actions}</div>}
      {isTable ? (
        <FigureTableView label={title} table={table} />
      ) : (
        <div ref={plot} className={classes.plot} aria-hidden>
          {children}
        </div>
      )}
    </figure>
  );
}
