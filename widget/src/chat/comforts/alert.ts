import type { Message } from '@agent-chat/sdk';
import { plainText } from '../plain-text.ts';
import { beep } from './beep.ts';
import type { Furnished } from './furnish.ts';
import { prefers } from './preferences.ts';

/** Letters of a message that a notice shows. */
const SHOWN = 160;

/** By what the site allows and the visitor has chosen. */
export function alert(message: Message, { host, chat, panel }: Furnished): void {
  const { features } = chat.state.site ?? {};
  if (features?.sound !== false && prefers('sound')) beep();
  if (features?.notifications !== false && document.hidden && prefers('notices')) {
    notify(message, panel.texts, () => host.open());
  }
}

interface NoticeLanguage {
  locale: string;
  direction: 'ltr' | 'rtl';
}

function notify({ id, author, text }: Message, { locale, direction }: NoticeLanguage, open: () => void): void {
  if (globalThis.Notification?.permission !== 'granted') return;
  try {
    // Tabs that tell of the same message replace each other's notice.
    const options = { body: plainText(text).slice(0, SHOWN).toWellFormed(), tag: id, lang: locale, dir: direction };
    const notice = new Notification(author.name, options);
    notice.onclick = () => {
      notice.close();
      window.focus();
      open();
    };
  } catch {
    // Chrome for Android leaves notices to service workers.
  }
}
