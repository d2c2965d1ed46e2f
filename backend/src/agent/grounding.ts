import type { PageEvent, PageView } from '@agent-chat/sdk/protocol';
import type { Passage, Service } from '../knowledge/knowledge.ts';
import type { Recalled } from '../memory/memory.ts';

/** What the model may answer from: the passages that fit, and every service with its price. */
export function knowledgeText(passages: Passage[], services: Service[]): string {
  const entries = passages.filter(({ kind }) => kind === 'faq').map(({ title, text }) => `## ${title}\n${text}`);
  const prices = services.map(
    (service) =>
      `- ${service.name}: ${[service.price, service.duration].filter(Boolean).join(', ')}. ${service.description}`,
  );
  return [...entries, prices.join('\n')].filter(Boolean).join('\n\n');
}

export function memoryText(recalled: Recalled[]): string {
  return recalled.map(({ role, at, text }) => `- ${at.slice(0, 10)}, ${role}: ${text.replace(/\s+/g, ' ')}`).join('\n');
}

/** Anybody can have a page tell anything: in JSON without `<` it cannot leave the place that it is given. */
export function pageText(events: PageEvent[]): string {
  const plain = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');
  return events
    .map(({ name, data, at }) => `- ${at.slice(11, 16)} ${name}${data === undefined ? '' : ` ${plain(data)}`}`)
    .join('\n');
}

/** Where the visitor is, and what his page says of itself: one fact a line. */
export function placeText(page: PageView | undefined): string {
  if (!page) return '';
  const facts = Object.entries({ url: page.url, title: page.title, ...page.context });
  return facts
    .flatMap(([name, value]) => (value === undefined ? [] : `- ${oneLine(name)}: ${oneLine(value)}`))
    .join('\n');
}

const oneLine = (value: unknown): string => String(value).replace(/\s+/g, ' ').replaceAll('<', '‹');
