import { composerStyles } from './composer-styles.ts';
import { drawnStyles } from './drawn-styles.ts';
import { logStyles } from './log-styles.ts';
import { panelStyles } from './panel-styles.ts';

/** What the open chat needs before any menu and any Markdown. */
export const chatStyles = panelStyles + drawnStyles + logStyles + composerStyles;
