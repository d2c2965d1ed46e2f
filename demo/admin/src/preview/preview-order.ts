/** What the console tells its preview. */
export interface PreviewOrder {
  locale: string;
  theme: 'light' | 'dark';
  scene: 'talk' | 'form' | 'closed';
  /** A text of the widget as it is being written, by plural form. */
  texts?: { namespace: string; path: string; forms: Record<string, string> };
  /** What the agent says: texts of other parts. */
  said: string[];
}
