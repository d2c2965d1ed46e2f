/** What stands at `/examples/<id>/`. Beside this list lie `<id>.js` and `<id>.css` of those that have a script or a style: they run as they are shown. */
export interface Example {
  id: string;
  title: string;
  /** What to try, and what it shows. */
  text: string;
  /** The file in docs/ and the heading there. */
  guide: `${'widget' | 'sdk' | 'identity'}.md#${string}`;
  /** The body of the page. */
  body: string;
  /** The strictest Content-Security-Policy it runs under, in addition to the server's. */
  policy?: string;
}

const SCRIPT = '<script type="module" src="/agent-chat.js"></script>';
const TAG = '<agent-chat></agent-chat>';
const BARE = `${SCRIPT}\n${TAG}`;

export const EXAMPLES: Example[] = [
  {
    id: 'floating',
    title: 'A launcher in a corner',
    text: 'Press the launcher. It stands at the start of the line, and would be at the end without the attribute.',
    guide: 'widget.md#attributes',
    body: `${SCRIPT}\n<agent-chat position="bottom-start"></agent-chat>`,
  },
  {
    id: 'inline',
    title: 'Within the page',
    text: 'The chat fills its box and opens when it comes into sight. It is no dialog: Tab goes through it and on.',
    guide: 'widget.md#inline-and-page',
    body: `${SCRIPT}\n<p>Before the chat</p>\n<div class="box"><agent-chat mode="inline"></agent-chat></div>\n<p>After the chat</p>`,
  },
  {
    id: 'page',
    title: 'The whole window',
    text: 'For a page that is nothing but the chat, as behind a link in a letter.',
    guide: 'widget.md#inline-and-page',
    body: `${SCRIPT}\n<agent-chat mode="page"></agent-chat>`,
  },
  {
    id: 'several',
    title: 'Several tags on a page',
    text: 'Say something in the one at the top, then open the launcher: two chats of one visitor stay in step.',
    guide: 'widget.md#attributes',
    body: `${SCRIPT}\n<div class="box"><agent-chat mode="inline" theme="dark"></agent-chat></div>\n${TAG}`,
  },
  {
    id: 'slots',
    title: 'Slots',
    text: 'What stands in a slot is a part of the page, and keeps its styles.',
    guide: 'widget.md#slots',
    body: `${SCRIPT}
<agent-chat open>
  <span slot="launcher">Ask us</span>
  <strong slot="header">Workshop desk</strong>
  <small slot="footer">We keep what you write for 30 days.</small>
</agent-chat>`,
  },
  {
    id: 'parts',
    title: 'Parts',
    text: 'Every part of the chat can be given a style of the page: here square bubbles and a button of its own.',
    guide: 'widget.md#look',
    body: `${SCRIPT}\n<agent-chat open></agent-chat>`,
  },
  {
    id: 'tokens',
    title: 'Tokens and themes',
    text: 'Two schemes in one rule. Set your system to dark, or press the buttons.',
    guide: 'widget.md#look',
    body: `${SCRIPT}
<p><button data-theme="light">Light</button> <button data-theme="dark">Dark</button> <button data-theme="auto">Auto</button></p>
<agent-chat open></agent-chat>`,
  },
  {
    id: 'events',
    title: 'Events, one of them cancelled',
    text: 'Open the chat and write. A message with the word “password” is kept back by the page.',
    guide: 'widget.md#events',
    body: `${SCRIPT}\n<ol id="log" aria-live="polite"></ol>\n${TAG}`,
  },
  {
    id: 'methods',
    title: 'Methods',
    text: 'A button of the page opens the chat and asks in it.',
    guide: 'widget.md#methods',
    body: `${SCRIPT}\n<p><button id="ask">What does a wash cost?</button> <button id="toggle">Open or close</button></p>\n${TAG}`,
  },
  {
    id: 'queue',
    title: 'Calls before the script has come',
    text: 'Both calls were made before there was a tag that could take them.',
    guide: 'widget.md#methods',
    body: BARE,
  },
  {
    id: 'identity',
    title: 'A user whom the site knows',
    text: 'Your server signs who the user is. Paste a token that is signed with the secret of this server; without one the server says what is wrong with it.',
    guide: 'identity.md#3-hand-it-over',
    body: `${SCRIPT}
<form><label>Token <input name="token" required autocomplete="off"></label> <button>Sign in</button> <button type="button" id="out">Sign out</button></form>
<p><output id="who">Nobody is signed in.</output></p>
${TAG}`,
  },
  {
    id: 'context',
    title: 'Facts of the page',
    text: 'The agent is told what the visitor is looking at, and what has changed since. A model answers from it.',
    guide: 'widget.md#attributes',
    body: `${SCRIPT}
<p><label>Bicycle <select><option>harbour-7</option><option>quay-3</option></select></label></p>
<agent-chat context='{"product":"harbour-7","inStock":true}'></agent-chat>`,
  },
  {
    id: 'track',
    title: 'What the visitor does',
    text: 'Nothing is connected by it. Open the chat: the operators see the events between the messages.',
    guide: 'widget.md#speaking-first',
    body: `${SCRIPT}\n<p><button data-total="40">Put a bell into the cart</button> <button data-total="120">Put a lamp into the cart</button></p>\n${TAG}`,
  },
  {
    id: 'proactive',
    title: 'Speaking first',
    text: 'Press the button, then leave keyboard and pointer alone for four seconds. Once for each visitor.',
    guide: 'widget.md#speaking-first',
    body: `${SCRIPT}\n<p><button id="prices">Look at the prices</button></p>\n${TAG}`,
  },
  {
    id: 'office-hours',
    title: 'Office hours',
    text: 'Outside the hours of prompts/sites.yaml the header says when people are there again, and a note offers to leave a contact.',
    guide: 'widget.md#speaking-first',
    body: `${SCRIPT}\n<agent-chat open></agent-chat>`,
  },
  {
    id: 'forms',
    title: 'Forms',
    text: 'A scenario asks for several things at once. In Telegram the same scenario asks for one after the other.',
    guide: 'widget.md#while-talking',
    body: `${SCRIPT}\n<p><button id="book">Book an appointment</button></p>\n${TAG}`,
  },
  {
    id: 'files',
    title: 'Files',
    text: 'Attach with the plus, paste, or drop something on the panel.',
    guide: 'widget.md#while-talking',
    body: `${SCRIPT}\n<div class="box"><agent-chat mode="inline"></agent-chat></div>`,
  },
  {
    id: 'voice',
    title: 'Voice',
    text: 'Record a message beside the composer, and send it.',
    guide: 'widget.md#while-talking',
    body: `${SCRIPT}\n<div class="box"><agent-chat mode="inline"></agent-chat></div>`,
  },
  {
    id: 'cards',
    title: 'Cards, choices and sources',
    text: 'A chat of the page’s own, without a server, shows every kind of answer.',
    guide: 'sdk.md#in-your-tests',
    body: BARE,
  },
  {
    id: 'languages',
    title: 'Languages, also from right to left',
    text: 'The chat follows the attribute at once, without a reload.',
    guide: 'widget.md#words',
    body: `${SCRIPT}
<p><label>Language <select>
  <option value="en">English</option>
  <option value="ar">العربية</option>
  <option value="ru">Русский</option>
</select></label></p>
<agent-chat locale="en" open></agent-chat>`,
  },
  {
    id: 'strict-csp',
    title: 'A strict policy with a nonce',
    text: 'The nonce on the script carries over to what it loads. A server draws a new one for each answer; this page is a file and has always the same.',
    guide: 'widget.md#the-widget',
    policy: "default-src 'self'; script-src 'nonce-r4nd0m'; style-src 'self'; connect-src 'self' ws: wss:",
    body: `${SCRIPT.replace('<script', '<script nonce="r4nd0m"')}\n${TAG}`,
  },
  {
    id: 'trusted-types',
    title: 'Trusted Types',
    text: 'No text becomes markup on this page: the browser would throw.',
    guide: 'widget.md#the-widget',
    policy: "require-trusted-types-for 'script'; trusted-types lit-html",
    body: BARE,
  },
  {
    id: 'spa',
    title: 'A page that draws itself anew',
    text: 'The links change the address without a reload. The chat stays, moves along, and tells the server where the visitor is.',
    guide: 'widget.md#methods',
    body: `${SCRIPT}\n<nav><a href="?view=bikes">Bicycles</a> <a href="?view=visit">Visit us</a></nav>\n<main></main>`,
  },
  {
    id: 'own-face',
    title: 'A face of your own',
    text: 'The SDK keeps the state, the page draws it.',
    guide: 'sdk.md#the-sdk',
    body: `<p id="state"></p>
<ol id="log" aria-live="polite"></ol>
<form><label>Message <input name="text" required autocomplete="off"></label> <button>Send</button></form>`,
  },
  {
    id: 'iterator',
    title: 'Messages one after another',
    text: 'A loop over what is said from now on, which ends the chat when it is left.',
    guide: 'sdk.md#the-sdk',
    body: '<p><button>Ask about Saturday</button></p>\n<p><output></output></p>',
  },
  {
    id: 'fake',
    title: 'A chat for your tests',
    text: 'No server: the page tells the fake what to say, and sees what it was asked.',
    guide: 'sdk.md#in-your-tests',
    body: `<p><button id="stream">Stream an answer</button> <button id="refuse">Refuse the next message</button> <button id="send">Send</button></p>
<ol id="log" aria-live="polite"></ol>
<p><output></output></p>`,
  },
];
