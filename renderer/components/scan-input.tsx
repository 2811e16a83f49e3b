import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import type { TextInputProps } from '@mantine/core';
import { IconCamera, IconScan } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { groupSeparator } from '../../shared/domain/barcode/element-string.ts';
import { foreignProtocol } from '../../shared/domain/barcode/scanned-text.ts';
import { scannerKeys } from '../state/scanner-keys.ts';
import { useSession } from '../state/session.ts';
import { useScanner } from '../state/use-scanner.ts';
import { PictureScanDialog } from './picture-scan-dialog.tsx';

/** What stands in a field once a text replaces its selection. */
const withAdded = (
  { value, selectionStart, selectionEnd }: HTMLInputElement,
  added: string,
): string =>
  value.slice(0, selectionStart ?? value.length) +
  added +
  value.slice(selectionEnd ?? value.length);

interface Properties extends Omit<
  TextInputProps,
  'value' | 'onChange' | 'onKeyDown' | 'onKeyUp' | 'onPaste' | 'onFocus' | 'onClick'
> {
  /** A whole scan, as it was sent. Whether it was taken: then the field is empty again, else it keeps the text. */
  onScan(text: string): boolean | Promise<boolean>;
  /** Whether pasted text is taken at once, without Enter. */
  readonly takesPaste?: boolean;
}

/**
 * A field for a scanner that types like a keyboard: Enter takes the scan, and FNC1 is kept whichever way it comes.
 * The label of another study is not taken, whatever number it has. What is not taken stays, selected: it can be
 * looked at, and the next scan replaces it. A scan is taken even when a button has the focus.
 * Where there is no scanner, a camera or a picture does.
 */
export function ScanInput({ onScan, takesPaste = false, ...field }: Properties) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [showsPictures, setShowsPictures] = useState(false);
  const [foreign, setForeign] = useState<string | null>(null);
  const protocol = useSession().status.store?.protocol ?? null;
  const read = useRef(scannerKeys());
  const input = useRef<HTMLInputElement>(null);
  const refused = useRef<string | null>(null);
  const take = async (scanned: string): Promise<void> => {
    if (scanned.trim() === '') return;
    const other = foreignProtocol(scanned, protocol);
    flushSync(() => {
      setForeign(other);
      setText(scanned);
    });
    // Before the answer: the next scan may begin while this one is looked up.
    input.current?.select();
    refused.current = scanned;
    const isTaken = other === null && (await onScan(scanned));
    if (isTaken) setText((now) => (now === scanned ? '' : now));
  };
  useScanner((scanned) => void take(scanned));
  const selectRefused = (event: SyntheticEvent<HTMLInputElement>): void => {
    if (event.currentTarget.value === refused.current) event.currentTarget.select();
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    // What stands in the field, not what was last drawn: a scanner is faster than drawing.
    const typed = event.currentTarget.value;
    if (read.current(event) === groupSeparator) {
      event.preventDefault();
      setText(withAdded(event.currentTarget, groupSeparator));
    }
    if (event.type !== 'keydown' || event.key !== 'Enter') return;
    event.preventDefault();
    void take(typed);
  };
  return (
    <>
      <TextInput
        {...field}
        ref={input}
        {...(foreign === null
          ? {}
          : { error: t('labels.scan.foreign', { protocol: foreign, own: protocol }) })}
        data-autofocus
        autoComplete="off"
        leftSection={<IconScan size={field.size === 'lg' ? 20 : 16} stroke={1.7} />}
        rightSection={
          <Tooltip label={t('labels.scan.open')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('labels.scan.open')}
              onClick={() => setShowsPictures(true)}
            >
              <IconCamera size={field.size === 'lg' ? 20 : 17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        }
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
        onKeyUp={onKey}
        onFocus={selectRefused}
        onClick={selectRefused}
        {...(takesPaste
          ? {
              onPaste: (event) => {
                event.preventDefault();
                void take(withAdded(event.currentTarget, event.clipboardData.getData('text')));
              },
            }
          : {})}
      />
      {showsPictures && (
        <PictureScanDialog
          onScan={(scanned) => void take(scanned)}
          onClose={() => setShowsPictures(false)}
        />
      )}
    </>
  );
}
