import { createContext, useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { COPIED_SECONDS } from '../../shared/contracts/channels.ts';
import { announce } from '../components/announce.ts';
import { useClient } from '../transport/client-context.ts';
import { useArmMarks } from './arm-marks.ts';
import { keepCopiedArms } from './copied-arms.ts';
import type { PageClipboard } from './copied-arms.ts';

const page: PageClipboard = {
  write: (text) => navigator.clipboard.writeText(text),
  read: () => navigator.clipboard.readText(),
  mayRead: async () => {
    const permission = { name: 'clipboard-read' as PermissionName };
    return navigator.permissions.query(permission).then(
      ({ state }) => state === 'granted',
      () => false,
    );
  },
};

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What a copy or a cut takes; an input keeps its selection to itself. */
function markedText(): string {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) {
    return document.getSelection()?.toString() ?? '';
  }
  return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
}

/** Copies a text that tells an arm. */
export type CopyArms = (text: string) => Promise<void>;

export const CopyArmsContext = createContext<CopyArms>(async () => undefined);

/** While the window shows arms, what is copied from it does not stay in the clipboard. */
export function useCopyGuard(): CopyArms {
  const client = useClient();
  const { t } = useTranslation();
  const copies = useMemo(
    () => keepCopiedArms({ page, digestOf, tellHost: (digest) => client.copied(digest) }),
    [client],
  );
  const note = useCallback(
    async (text: string) => {
      const isSure = await copies.note(text);
      const key = isSure ? 'common.copiedArms' : 'common.copiedArmsHere';
      announce({ message: t(key, { seconds: COPIED_SECONDS }) });
    },
    [copies, t],
  );
  useEffect(() => {
    const onCopy = (event: ClipboardEvent): void => {
      const text = event.defaultPrevented ? '' : markedText();
      if (text === '') return;
      if (useArmMarks.getState().count === 0) return copies.replaced();
      if (event.type === 'copy') {
        // Exactly this text and no other form of it, so that it is known again.
        event.clipboardData?.setData('text/plain', text);
        event.preventDefault();
      }
      void note(text);
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    window.addEventListener('blur', copies.left);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      window.removeEventListener('blur', copies.left);
      void copies.forget();
    };
  }, [copies, note]);
  return useCallback(
    async (text) => {
      await navigator.clipboard.writeText(text);
      await note(text);
    },
    [note],
  );
}
