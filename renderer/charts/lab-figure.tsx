import { Button, Title } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FigureMenu } from './figure-menu.tsx';
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
          <FigureMenu title={title} name={name} table={table} plot={plot} isTable={isTable} />
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
