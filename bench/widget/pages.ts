export const LAUNCHER = 'agent-chat >> .launcher';
export const COMPOSER = 'agent-chat >> textarea';
export const CHOICE = 'agent-chat >> .choice';

const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><title>A shop</title>${head}<body>${body}</body></html>`;
const script = (path: string): string => `<script type="module" src="${path}"></script>`;
/** Bare pages by their path; `watch.js` writes down when the page's button was painted, or the composer of a chat that is open from the start. */
export const PAGES = {
  '/empty.html': page(''),
  '/button.html': page('', script('/button.js') + script('/watch.js')),
  '/chat.html': page('<agent-chat></agent-chat>', script('/agent-chat.js') + script('/watch.js')),
  '/opened.html': page('<agent-chat open></agent-chat>', script('/agent-chat.js') + script('/watch.js')),
  '/hostile.html': page(
    '<agent-chat></agent-chat>',
    '<link rel="stylesheet" href="/hostile.css">' + script('/agent-chat.js'),
  ),
  '/hostile.css': '* { all: unset !important; font-size: 40px !important; display: block; color: red !important }',
  '/button.js': `document.body.append(Object.assign(document.createElement('button'), { textContent: 'Chat' }));`,
  '/watch.js': `const shown = () => { const chat = document.querySelector('button, agent-chat:defined'); return chat?.hasAttribute('open') ? chat.shadowRoot.querySelector('textarea') : chat; }; const look = () => shown() ? requestAnimationFrame(() => { globalThis.shownAt = performance.now(); }) : requestAnimationFrame(look); look();`,
};
