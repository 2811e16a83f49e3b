import { Button, Group } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LabelTemplateRow } from '../../../shared/contracts/labels.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { saveText } from '../../components/save-file.ts';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';
import { LabelPicture } from './label-picture.tsx';
import classes from './labels.module.css';

const asText = (row: LabelTemplateRow): string => `${JSON.stringify(row.definition, null, 2)}\n`;

function TemplateCard({ row }: { readonly row: LabelTemplateRow }) {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const maySign = useMay('labels.defineTemplate');
  const { id, title, kind, label, grid, languages, expiry } = row.definition;
  const onSheet = grid.columns * grid.rows;
  return (
    <article className={classes.card} aria-label={title}>
      <LabelPicture input={{ template: id }} name={id} />
      <div>
        <h3>{title}</h3>
        <p className={classes.facts}>
          {[
            t(`labels.kind.${kind}`),
            t('labels.size', label),
            ...(onSheet > 1 ? [t('labels.perSheet', { count: onSheet })] : []),
            languages.join(' '),
            ...(kind === 'kit' ? [t(`labels.expiryShown.${expiry}`)] : []),
          ].join(' · ')}
        </p>
        <p className={classes.facts}>
          {t('labels.signedBy', { version: row.version, name: row.signedBy })}
        </p>
      </div>
      <Group gap="xs">
        {maySign && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => open({ kind: 'sign-template', template: id })}
          >
            {t('labels.newVersion')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => saveText(`${id}.json`, asText(row), 'application/json')}
        >
          {t('labels.saveAsFile')}
        </Button>
      </Group>
    </article>
  );
}

/** The templates in force, each as a picture. */
export function TemplateCards({ rows }: { readonly rows: readonly LabelTemplateRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={IconTag}
        title={t('labels.noTemplates')}
        next={t('labels.noTemplatesNext')}
      />
    );
  }
  return (
    <div className={classes.cards}>
      {rows.map((row) => (
        <TemplateCard key={row.definition.id} row={row} />
      ))}
    </div>
  );
}
