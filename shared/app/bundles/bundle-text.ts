import { canonicalJson } from '../../base/canonical-json.ts';
import type { BundleFile, BundleHeader } from '../../contracts/bundle-file.ts';

/** What each box of a bundle is bound to. */
export const keyContext = (header: BundleHeader): string => `bundle key ${canonicalJson(header)}`;

export const entryContext = (header: BundleHeader, index: number): string =>
  `bundle entry ${index} ${canonicalJson(header)}`;

/** What the site's machine signs. */
export const signedText = ({ header, key, entries }: Omit<BundleFile, 'signature'>): string =>
  ['cachet bundle', canonicalJson(header), key, ...entries].join('\n');
