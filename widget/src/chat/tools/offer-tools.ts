import { Attachments } from '../attach/attachments.ts';
import { listenForFiles } from '../attach/listen-for-files.ts';
import type { ChatComposer } from '../chat-composer.ts';
import type { Furnished } from '../comforts/furnish.ts';
import { toolsStyles } from '../styles/tools-styles.ts';
import type { ComposerTool } from './composer-tool.ts';
import { tools } from './tools.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(toolsStyles);

/** Puts the buttons of what the site takes and the browser can do into the composer. What they do is fetched with their first use. */
export function offerTools(place: Furnished): () => void {
  const { chat, panel } = place;
  const composer = panel.querySelector<ChatComposer>('agent-chat-composer')!;
  const attachments = new Attachments(place);
  const stopListening = listenForFiles(panel, attachments);
  let offered: ComposerTool[] = [];
  const changed = (): void => void (composer.tools = [...offered]);
  const stop = chat.subscribe(({ site }) => {
    if (!site || offered.length > 0) return;
    offered = tools.flatMap((offer) => offer({ ...place, site, attachments, changed }) ?? []);
    if (offered.length > 0) composer.adopt(sheet);
    changed();
  });
  return () => {
    stop();
    stopListening();
    attachments.end();
    for (const tool of offered) tool.end();
    composer.tools = [];
  };
}
