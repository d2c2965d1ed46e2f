import { markdownStyles } from './styles/markdown-styles.ts';

export { MarkdownView } from './markdown/markdown-view.ts';

export const richTextSheet = new CSSStyleSheet();
richTextSheet.replaceSync(markdownStyles);
