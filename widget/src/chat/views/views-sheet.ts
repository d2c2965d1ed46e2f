import { buttonStyles } from '../styles/button-styles.ts';
import { viewsStyles } from '../styles/views-styles.ts';

/** Of everything that is loaded with the menu or beside the composer. */
export const viewsSheet = new CSSStyleSheet();
viewsSheet.replaceSync(buttonStyles + viewsStyles);
