import { ok } from '../../base/result.ts';
import type { QueryHandler } from '../handlers.ts';

/** Draws a QR code as a picture of black modules on white, with the quiet zone that readers need. */
export const siteCodePicture: QueryHandler<'site.codePicture'> = ({ ports }, { text }) => {
  const drawn = ports.labelPress.barcode({ symbology: 'qr', text });
  if (!drawn.ok) return drawn;
  const { width, height, quiet, dark } = drawn.value;
  const path = dark.map(([x, y, w, h]) => `M${x + quiet} ${y + quiet}h${w}v${h}h-${w}z`).join('');
  const size = `${width + 2 * quiet} ${height + 2 * quiet}`;
  return ok({
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg>`,
  });
};
