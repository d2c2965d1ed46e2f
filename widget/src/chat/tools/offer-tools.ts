import type { SiteView } from '@agent-chat/sdk/protocol';
import { Attachments } from '../attach/attachments.ts';
import { listenForFiles } from '../attach/listen-for-files.ts';
import type { ChatComposer } from '../chat-composer.ts';
import type { Furnished } from '../comforts/furnish.ts';
import { toolsStyles } from '../styles/tools-styles.ts';
import type { ComposerTool } from './composer-tool.ts';
import { tools, type OfferTool, type ToolPlace } from './tools.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(toolsStyles);

/** Puts the buttons of what the site takes and the browser can do into the composer. What they do is fetched with their first use. */
export function offerTools(place: Furnished): () => void {
  const { chat, panel } = place;
  const composer = panel.querySelector<ChatComposer>('agent-chat-composer')!;
  const attachments = new Attachments(place);
  const stopListening = listenForFiles(panel, attachments);
  let known: SiteView | undefined;
  let offered: ComposerTool[] = [];
  const changed = (): void => void (composer.tools = [...offered]);
  const stop = chat.subscribe(({ site }) => {
    if (!site || site === known || offered.length > 0) return;
    known = site;
    offered = tools.flatMap((offer) => attempt(offer, { ...place, site, attachments, changed }) ?? []);
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

/** What a broken server says of one tool takes neither the others nor the page with it. */
function attempt(offer: OfferTool, place: ToolPlace): ComposerTool | undefined {
  try {
    return offer(place);
  } catch (cause) {
    console.warn('<agent-chat>: a tool of the chat cannot be offered', cause);
    return undefined;
  }
}
