import { Dropzone } from '@mantine/dropzone';
import { IconFileCheck, IconFileUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { countText } from './format.ts';
import { readFile } from './save-file.ts';
import type { ChosenFile } from './save-file.ts';
import classes from './file-drop.module.css';

interface Properties {
  readonly label: string;
  /** Kinds of files in words, e.g. `CSV or XLSX`. */
  readonly kinds: string;
  readonly file: ChosenFile | null;
  onFile(file: ChosenFile): void;
}

/** Where a file is dropped or chosen; nothing leaves this computer. */
export function FileDrop({ label, kinds, file, onFile }: Properties) {
  const { t } = useTranslation();
  return (
    <Dropzone
      onDrop={(files) => {
        const [first] = files;
        if (first !== undefined) void readFile(first).then(onFile);
      }}
      multiple={false}
      className={classes.drop ?? ''}
      inputProps={{ 'aria-label': label }}
      aria-label={label}
    >
      <div className={classes.inner}>
        {file === null ? (
          <IconFileUpload size={28} stroke={1.4} aria-hidden />
        ) : (
          <IconFileCheck size={28} stroke={1.4} aria-hidden className={classes.chosen} />
        )}
        <div>
          <p className={classes.label}>{file === null ? label : file.name}</p>
          <p className={classes.kinds}>
            {file === null
              ? kinds
              : t('common.fileSize', { size: countText(Math.ceil(file.size / 1024)) })}
          </p>
        </div>
      </div>
    </Dropzone>
  );
}
