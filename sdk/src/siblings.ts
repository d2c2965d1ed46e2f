/** What the tabs of one browser tell each other: who has signed in, or that he has signed out. */
export type SiblingNews = { identity?: string };

export interface Siblings {
  tell(news: SiblingNews): void;
  close(): void;
}

/** Only tabs that share the browser's own storage are siblings. */
export function createSiblings(scope: string, heard: (news: SiblingNews) => void): Siblings {
  if (!globalThis.BroadcastChannel) return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel(`agent-chat/${scope}`);
  channel.onmessage = ({ data }: MessageEvent<SiblingNews>) => heard(data);
  return { tell: (news) => channel.postMessage(news), close: () => channel.close() };
}
