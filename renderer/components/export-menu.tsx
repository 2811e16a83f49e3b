import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Properties<Format extends string> {
  readonly formats: readonly (readonly [format: Format, label: string])[];
  readonly isBusy: boolean;
  /** What is exported, where it is not the table beside it. */
  readonly label?: string;
  onExport(format: Format): void;
}

/** What the table shows now, with its filter, as a file. */
export function ExportMenu<Format extends string>({
  formats,
  isBusy,
  label,
  onExport,
}: Properties<Format>) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={isBusy}
          leftSection={<IconDownload size={16} stroke={1.7} />}
        >
          {label ?? t('common.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, label]) => (
          <Menu.Item key={format} onClick={() => onExport(format)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
