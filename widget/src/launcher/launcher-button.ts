const SVG = 'http://www.w3.org/2000/svg';
const BUBBLE =
  'M12 4c-4.7 0-8.5 3.2-8.5 7.2 0 2.2 1.1 4.1 2.9 5.5L6 20.2l3.7-1.9c.7.1 1.5.2 2.3.2 4.7 0 8.5-3.2 8.5-7.2S16.7 4 12 4Z';

/** A named button with a picture, made of DOM nodes: neither a page's CSP nor Trusted Types has a say in it. */
export function createLauncherButton(): HTMLButtonElement {
  const button = document.createElement('button');
  button.className = button.part = 'launcher';
  button.ariaHasPopup = 'dialog';
  button.ariaExpanded = 'false';
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', BUBBLE);
  const slot = document.createElement('slot');
  slot.name = 'launcher';
  slot.append(svg);
  // Its name stands in it and not in `aria-label`, so that what the page puts into the slot is read too.
  button.append(slot, document.createElement('span'));
  return button;
}
