/** What the compiler promises of text keys: `tsc` fails where a line below that must not compile does. Nothing runs this. */
import type { t as consoleText } from '../demo/admin/src/state/words.ts';
import type { Texts as SiteTexts } from '../demo/site/build/texts.ts';
import type { Words } from '../backend/src/content/words.ts';
import type { Translate } from '../widget/src/chat/texts/translate.ts';

declare const words: Words;
declare const widget: Translate;
declare const console: typeof consoleText;
declare const site: SiteTexts['text'];
declare const known: 'ask' | 'done';
declare const anything: string;

words.t('en', 'telegram:help');
words.t('en', 'telegram:sources', { count: 2 });
words.t('en', `telegram:link.${known}`);
// A key that content names is known only while running.
words.t('en', anything);
// @ts-expect-error: English has no such key
words.t('en', 'telegram:hlep');
// @ts-expect-error: a group is no text
words.t('en', 'telegram:link');
// @ts-expect-error: a plural is asked for without its form
words.t('en', 'telegram:sources_one');
// @ts-expect-error: which of them it is has to be known
words.t('en', `telegram:link.${anything}`);

widget('composer.send');
widget('composer.left', { count: 3 });
widget('memory.erased', { count: 3 });
// The server may know codes that this widget does not.
widget(`error.${anything}`);
// @ts-expect-error: English has no such key
widget('composer.sned');
// @ts-expect-error: which of them it is has to be known
widget(`composer.${anything}`);
// @ts-expect-error: a key has to be known
widget(anything);

console('leads.title');
// @ts-expect-error: English has no such key
console('leads.titel');

site('home.title');
// @ts-expect-error: English has no such key
site('home.titel');
