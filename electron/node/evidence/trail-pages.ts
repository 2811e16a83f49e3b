import { localText } from '../../../shared/base/instant.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { TrailEntry } from '../../../shared/contracts/trail.ts';
import type { GrowingFile, PackFolder } from './pack-folder.ts';
import type { TrailSink } from './trail-files.ts';

/** Entries of one page: a browser prints it without trouble. */
const entriesOnPage = 5_000;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const styles = `body{font:13px/1.45 system-ui,sans-serif;margin:24px;color:#1c2430}
h1{font-size:18px}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:4px 8px;border-bottom:1px solid #d8dde4}
th{position:sticky;top:0;background:#f4f6f8}td.n{text-align:right;font-variant-numeric:tabular-nums}
small{color:#5b6675}@media print{th{position:static}}`;

const pageHead = (title: string): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${styles}</style></head>
<body><h1>${escaped(title)}</h1>
<table><thead><tr><th>Entry</th><th>Time</th><th>Who</th><th>What</th><th>Reason</th><th>Signed</th></tr></thead><tbody>
`;

const rowOf = (row: TrailEntry): string =>
  `<tr><td class="n">${row.entry}</td><td>${escaped(localText(row.at as Instant, row.offsetMinutes))}<br><small>${escaped(row.at)}</small></td>` +
  `<td>${escaped(row.printedName)}<br><small>${escaped(row.user)}, ${escaped(row.role)}</small></td>` +
  `<td>${escaped(row.what)}<br><small>${escaped(row.detail)}</small></td>` +
  `<td>${escaped(row.reason ?? '')}</td><td>${escaped(row.signed ?? '')}</td></tr>\n`;

/** The trail as pages to read and print without any program: no script in them. */
export function trailPages(folder: PackFolder, protocol: string): TrailSink {
  let page: GrowingFile | null = null;
  let [pages, rows] = [0, 0];
  const close = (): void => {
    page?.write('</tbody></table></body></html>\n');
    page?.end();
    page = null;
    rows = 0;
  };
  return {
    take({ shown }) {
      if (page === null) {
        pages += 1;
        page = folder.grow(`trail/trail-${String(pages).padStart(5, '0')}.html`);
        page.write(pageHead(`${protocol}: audit trail from entry ${shown.entry}`));
      }
      page.write(rowOf(shown));
      rows += 1;
      if (rows >= entriesOnPage) close();
    },
    end: close,
  };
}
