import { create } from 'zustand';

/** A dialog that may be opened from any screen, the palette or the scanner. */
export type OpenDialog =
  | { readonly kind: 'allocate' }
  | { readonly kind: 'dispense'; readonly subject: string; readonly visit: string }
  | { readonly kind: 'screen' }
  | { readonly kind: 'fail-screening'; readonly subject: string }
  | { readonly kind: 'withdraw'; readonly subject: string }
  | { readonly kind: 'import-kits' }
  | { readonly kind: 'generate-kits' }
  | { readonly kind: 'print-labels'; readonly numbers?: readonly string[] }
  | { readonly kind: 'print-shipper'; readonly shipment: string }
  | { readonly kind: 'label-file'; readonly issue: string; readonly labels: number }
  | { readonly kind: 'sign-template'; readonly template?: string }
  | { readonly kind: 'register-lot' }
  | { readonly kind: 'receive-kits' }
  | { readonly kind: 'send-kits' }
  | { readonly kind: 'act-on-kits' | 'release-kits'; readonly numbers: readonly string[] }
  | { readonly kind: 'act-on-many-kits' }
  | { readonly kind: 'reserve-kit'; readonly number: string; readonly site: string }
  | { readonly kind: 'unreserve-kit'; readonly number: string }
  | { readonly kind: 'register-manufacturing-lot' }
  | { readonly kind: 'decide-lot'; readonly lot: string }
  | { readonly kind: 'group-lot'; readonly lot: string; readonly group: string | null }
  | { readonly kind: 'start-campaign'; readonly lot?: string }
  | { readonly kind: 'approve-country'; readonly campaign: string; readonly country: string }
  | {
      readonly kind: 'confirm-labels' | 'count-labels';
      readonly campaign: string;
      readonly place: string;
    }
  | { readonly kind: 'leave-out-kits' | 'close-campaign'; readonly campaign: string }
  | { readonly kind: 'request-shipment' }
  | { readonly kind: 'announce-return' }
  | {
      readonly kind: 'pick-shipment' | 'pack-shipment' | 'dispatch-shipment' | 'receive-shipment';
      readonly shipment: string;
    }
  | { readonly kind: 'cancel-shipment' | 'lose-shipment'; readonly shipment: string }
  | {
      readonly kind: 'generate-list';
      /** Comes from the design lab. */
      readonly chosen?: {
        readonly procedure: string;
        readonly parameters: Readonly<Record<string, string>>;
      };
    }
  | { readonly kind: 'return-units'; readonly subject?: string }
  | { readonly kind: 'count-again' | 'set-aside' | 'destroy-kits' }
  | {
      readonly kind: 'correct-count';
      readonly number: string;
      readonly returned: number;
      readonly lost: number;
    }
  | {
      readonly kind: 'raise-discrepancy';
      readonly place?: string;
      readonly kit?: string;
      readonly subject?: string;
      readonly what?: string;
    }
  | { readonly kind: 'resolve-discrepancy'; readonly discrepancy: string }
  | { readonly kind: 'sign-period'; readonly place: string }
  | { readonly kind: 'define-scheme' }
  | { readonly kind: 'amend-study' | 'confirm-clock' }
  | { readonly kind: 'add-user' }
  | { readonly kind: 'change-passphrase' };

interface ViewState {
  readonly dialog: OpenDialog | null;
  /** What was typed in a form that was closed, refused or locked away; never arm information. */
  readonly drafts: Readonly<Record<string, unknown>>;
  open(dialog: OpenDialog): void;
  close(): void;
  keepDraft(form: string, values: unknown): void;
  dropDraft(form: string): void;
}

/** What the window shows; the truth about the study is in the core alone. */
export const useViewState = create<ViewState>((set) => ({
  dialog: null,
  drafts: {},
  open: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
  keepDraft: (form, values) => set(({ drafts }) => ({ drafts: { ...drafts, [form]: values } })),
  dropDraft: (form) =>
    set(({ drafts }) => ({
      drafts: Object.fromEntries(Object.entries(drafts).filter(([name]) => name !== form)),
    })),
}));
