/** What somebody reads or presses. */
const CONTROLS =
  'button, a[href], input:not([type=hidden], [type=file]), select, textarea, summary, h2, h3, h4, ' +
  '[role=button], [role=menuitem], [role=option], [role=switch], .label, .field-error, .problem, .notice, .attachment-state, .status';
/** Within one of these nothing lies over anything else. */
const GROUPS =
  'header, .menu, .view-head, .view-body, .aside, .message, .attachments, .composer, .commands, .greeting, .form, agent-chat-log, .main';
const SLACK = 1;

/** The controls of a chat that cut what they say, leave the panel, or lie over one another. */
export function findFaults(root: ShadowRoot): string[] {
  const controls = [...root.querySelectorAll<HTMLElement>(CONTROLS)].filter(isSeen);
  return [...controls.flatMap(cutOf), ...controls.flatMap(outsideOf), ...overlapsOf(controls)];
}

function isSeen(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  const isShown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return isShown && width > 2 && height > 2 && !element.closest('[inert]') && !isUnseen(element);
}

/** There for screen readers alone. */
const isUnseen = (element: Element): boolean => getComputedStyle(element).clipPath === 'inset(50%)';

/** A picture may have an area around it that can be pressed: only words can be cut. */
function cutOf(control: HTMLElement): string[] {
  const parts = [control, ...control.querySelectorAll<HTMLElement>('*')].filter(hasWords);
  const cut = parts.filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + SLACK);
  const faults = cut.map((part) => `cut: ${nameOf(part)} ${part.scrollWidth} > ${part.clientWidth}`);
  const lack = placeholderLack(control);
  return lack > SLACK ? [...faults, `cut: placeholder of ${nameOf(control)} by ${Math.ceil(lack)}`] : faults;
}

function hasWords(element: Element): boolean {
  if (isUnseen(element)) return false;
  return [...element.childNodes].some((node) =>
    node instanceof Element ? hasWords(node) : node instanceof Text && node.data.trim() !== '',
  );
}

/** A placeholder makes nothing scroll: its width is measured apart. */
function placeholderLack(control: HTMLElement): number {
  if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return 0;
  if (!control.placeholder || ('rows' in control && control.rows > 1)) return 0;
  const { font, letterSpacing, paddingLeft, paddingRight } = getComputedStyle(control);
  const pen = document.createElement('canvas').getContext('2d')!;
  Object.assign(pen, { font, letterSpacing });
  const room = control.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  return pen.measureText(control.placeholder).width - room;
}

function outsideOf(control: HTMLElement): string[] {
  if (scrollsSideways(control)) return [];
  const panel = control.closest('dialog')?.getBoundingClientRect();
  const left = Math.max(0, panel?.left ?? 0);
  const right = Math.min(innerWidth, panel?.right ?? innerWidth);
  const box = control.getBoundingClientRect();
  const isInside = box.left >= left - SLACK && box.right <= right + SLACK;
  return isInside ? [] : [`outside: ${nameOf(control)} ${box.left}–${box.right} of ${left}–${right}`];
}

/** As cards do. */
function scrollsSideways({ parentElement }: Element): boolean {
  if (!parentElement) return false;
  const { scrollWidth, clientWidth } = parentElement;
  const scrolls = /auto|scroll/.test(getComputedStyle(parentElement).overflowX) && scrollWidth > clientWidth;
  return scrolls || scrollsSideways(parentElement);
}

function overlapsOf(controls: HTMLElement[]): string[] {
  const groups = Map.groupBy(controls, (control) => control.parentElement?.closest(GROUPS));
  return [...groups.values()].flatMap((group) =>
    group.flatMap((one, index) =>
      group
        .slice(index + 1)
        .filter((other) => !one.contains(other) && !other.contains(one) && liesOver(one, other))
        .map((other) => `overlap: ${nameOf(one)} and ${nameOf(other)}`),
    ),
  );
}

function liesOver(one: HTMLElement, other: HTMLElement): boolean {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > SLACK && height > SLACK;
}

function nameOf(element: HTMLElement): string {
  const words = (element.ariaLabel ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60);
  return `<${element.localName} class="${element.className}"> ${words}`;
}
