import qrcode from 'qrcode-generator';

const SVG = 'http://www.w3.org/2000/svg';
/** Modules of white around the code, as ISO/IEC 18004 asks. */
const QUIET = 4;

/** `text` as a QR code: one path, dark on white in every scheme, because scanners want it so. */
export function createQrCode(text: string, label: string): SVGSVGElement {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  let squares = '';
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) squares += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  const size = count + 2 * QUIET;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('shape-rendering', 'crispEdges');
  svg.role = 'img';
  svg.ariaLabel = label;
  svg.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', squares);
  return svg;
}
