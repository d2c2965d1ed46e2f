/** Attributes of the tag and CSS properties for it, by their names. */
export type Choices = Map<string, string>;

const HEIGHT = '--agent-chat-height';

/** What has been turned. A number is a length in pixels, and an inline chat gets a height, for its box may have none. */
export function choicesOf(untouched: Choices, now: Choices): Choices {
  const turned = [...now].filter(([name, value]) => value !== untouched.get(name));
  const choices = new Map(turned.map(([name, value]) => [name, /^\d+$/.test(value) ? `${value}px` : value]));
  if (choices.get('mode') === 'inline' && !choices.has(HEIGHT)) choices.set(HEIGHT, '600px');
  return choices;
}

/** What a page contains to have the chat of `origin` like this. */
export function snippetOf(origin: string, choices: Choices): string {
  const entries = [...choices];
  const attributes = entries.filter(([name]) => !isToken(name)).map(([name, value]) => ` ${name}="${value}"`);
  const tokens = entries.filter(([name]) => isToken(name)).map(([name, value]) => `    ${name}: ${value};\n`);
  const style = tokens.length > 0 ? `<style>\n  agent-chat {\n${tokens.join('')}  }\n</style>\n` : '';
  return `<script type="module" src="${origin}/agent-chat.js"></script>\n${style}<agent-chat${attributes.join('')}></agent-chat>\n`;
}

export function isToken(name: string): boolean {
  return name.startsWith('--');
}
