import { composerStyles } from './composer-styles.ts';
import { logStyles } from './log-styles.ts';
import { markdownStyles } from './markdown-styles.ts';
import { panelStyles } from './panel-styles.ts';

/** What the open chat needs before any menu. */
export const chatStyles = panelStyles + logStyles + markdownStyles + composerStyles;
