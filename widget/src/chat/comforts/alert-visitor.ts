import type { Message } from '@agent-chat/sdk';
import { plainText } from '../plain-text.ts';
import { beep } from './beep.ts';
import type { Furnished } from './furnish.ts';
import { prefers } from './preferences.ts';

/** Letters of a message that a notice shows. */
const SHOWN = 160;

/** A sound, and on a hidden page a notice of the system, for what is said while the visitor looks elsewhere; both only if he wants them. */
export function alertVisitor({ host, chat, panel }: Furnished): () => void {
  return chat.on('message', (message) => {
    if (message.role === 'visitor') return;
    const { features } = chat.state.site ?? {};
    const isSeen = host.hasAttribute('open') && document.hasFocus() && !document.hidden;
    if (features?.sound !== false && !isSeen && prefers('sound')) beep();
    if (features?.notifications !== false && document.hidden && prefers('notices')) {
      notify(message, panel.texts, () => host.open());
    }
  });
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
