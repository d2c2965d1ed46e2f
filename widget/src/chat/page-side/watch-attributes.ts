import { attributeProblem, ruled } from './attribute-problem.ts';

const watched = new WeakSet<Element>();
const told = new Set<string>();

/** Says on the console what is wrong with the tag's attributes, now and when they change; once for each value. */
export function watchAttributes(host: Element): void {
  if (watched.has(host)) return;
  watched.add(host);
  const look = (name: string) => {
    const problem = attributeProblem(name, host.getAttribute(name));
    if (!problem || told.has(problem)) return;
    told.add(problem);
    console.warn(`<agent-chat>: ${problem}`);
  };
  ruled.forEach(look);
  const observer = new MutationObserver((changes) => changes.forEach(({ attributeName }) => look(attributeName!)));
  observer.observe(host, { attributeFilter: ruled });
}
