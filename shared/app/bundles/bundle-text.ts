import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import type { BundleFile, BundleHeader } from '../../contracts/bundle-file.ts';

const headerText = (header: BundleHeader): string => canonicalJson(header as unknown as Json);

/** What each box of a bundle is bound to. */
export const keyContext = (header: BundleHeader): string => `bundle key ${headerText(header)}`;

export const entryContext = (header: BundleHeader, index: number): string =>
  `bundle entry ${index} ${headerText(header)}`;

/** What the site's machine signs. */
export const signedText = ({ header, key, entries }: Omit<BundleFile, 'signature'>): string =>
  ['cachet bundle', headerText(header), key, ...entries].join('\n');
