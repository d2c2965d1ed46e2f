import { attachStyles } from './attach-styles.ts';

/** The tray and the recorder share it. */
export const attachSheet = new CSSStyleSheet();
attachSheet.replaceSync(attachStyles);
