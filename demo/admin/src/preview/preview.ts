import { conversation, createFakeChat, site } from '@agent-chat/sdk/testing';
import type { FakeChat } from '@agent-chat/sdk/testing';
import type { AgentChat } from '@agent-chat/widget';
import { overrideTexts } from './override-texts.ts';
import type { PreviewOrder } from './preview-order.ts';
import { scenes } from './scenes.ts';

/** The widget over a chat without a server: it fills the frame and shows what the console tells. */
let shown: PreviewOrder | undefined;
let chat: FakeChat | undefined;
let said: string[] = [];

addEventListener('message', ({ data, origin, source }: MessageEvent<PreviewOrder>) => {
  if (origin !== location.origin || source !== parent) return;
  show(data);
});
loadWidget();

function show(order: PreviewOrder): void {
  const { locale, theme, scene } = order;
  const before = shown;
  shown = order;
  const isChanged = overrideTexts(order.texts);
  if (!chat || before?.locale !== locale || before.theme !== theme || before.scene !== scene) mount(order);
  else if (isChanged) chat.tell('notice', { code: 'locale-changed', message: '' });
  if (order.said.length > 0 && order.said.join('\n') !== said.join('\n')) say(order.said);
  said = order.said;
}

function mount({ locale, theme, scene }: PreviewOrder): void {
  document.querySelector('agent-chat')?.remove();
  const { conversation: kept = conversation(), ...state } = scenes[scene];
  chat = createFakeChat({ site, conversation: { ...kept, locale }, ...state });
  const element: AgentChat = document.createElement('agent-chat');
  element.chat = chat;
  for (const [name, value] of Object.entries({ locale, theme, mode: 'page', server: location.origin })) {
    element.setAttribute(name, value);
  }
  said = [];
  document.body.append(element);
}

function say(texts: string[]): void {
  const messages = chat!.state.messages.filter(({ id }) => !id.startsWith('edited'));
  chat!.set({ messages });
  texts.forEach((text, index) => chat!.say(text, { id: `edited-${index}` }));
}

/** The one that pages load, and not a copy of it. */
function loadWidget(): void {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = '/agent-chat.js';
  document.head.append(script);
}
