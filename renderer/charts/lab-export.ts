import { base64Of, saveFile, saveText } from '../components/save-file.ts';

/** What a drawing takes from the style sheets of the window and must carry with it outside. */
const carried = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

const margin = { top: 34, side: 8, bottom: 8 } as const;

function carryStyles(from: Element, to: Element): void {
  const style = window.getComputedStyle(from);
  for (const name of carried) to.setAttribute(name, style.getPropertyValue(name));
  to.removeAttribute('class');
  for (const [index, child] of [...from.children].entries()) {
    const twin = to.children[index];
    if (twin !== undefined) carryStyles(child, twin);
  }
}

interface Drawing {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** The drawing with its title on the ground of the window, whole in one file. */
function drawingOf(svg: SVGSVGElement, title: string): Drawing {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  carryStyles(svg, copy);
  const ink = window.getComputedStyle(svg);
  const total = { width: width + 2 * margin.side, height: height + margin.top + margin.bottom };
  copy.setAttribute('x', String(margin.side));
  copy.setAttribute('y', String(margin.top));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.removeAttribute('style');
  const ground = ink.getPropertyValue('--surface-panel').trim();
  const words = document.createElement('span');
  words.textContent = title;
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${total.width}" height="${total.height}" viewBox="0 0 ${total.width} ${total.height}">`,
    `<rect width="100%" height="100%" fill="${ground}"/>`,
    `<text x="${margin.side + 8}" y="22" font-family="Inter, system-ui, sans-serif" font-size="14" font-weight="600" fill="${ink.color}">${words.innerHTML}</text>`,
    new XMLSerializer().serializeToString(copy),
    '</svg>',
  ].join('');
  return { text, ...total };
}

export function saveSvg(svg: SVGSVGElement, name: string, title: string): void {
  saveText(`${name}.svg`, drawingOf(svg, title).text, 'image/svg+xml');
}

/** Pixels per px of the screen: enough for print at half a page. */
const sharpness = 3;

export async function savePng(svg: SVGSVGElement, name: string, title: string): Promise<void> {
  const { text, width, height } = drawingOf(svg, title);
  const image = new Image();
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  image.src = url;
  await image.decode();
  URL.revokeObjectURL(url);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * sharpness);
  canvas.height = Math.ceil(height * sharpness);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) return;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  saveFile({ name: `${name}.png`, mediaType: 'image/png', base64: base64Of(bytes) });
}
