import { css } from '../../css.ts';

/** Of a chat that is a part of the page. */
export const inPageStyles = css`
  :host([mode='inline']) {
    z-index: 0 !important;
    min-height: min(320px, 100dvh) !important;
  }
  :host([mode='page']) {
    inset: 0 !important;
  }
  agent-chat-in-page {
    display: contents;
  }
  section.panel {
    position: absolute;
    inset: 0;
    display: grid;
    width: auto;
    height: auto;
    box-shadow: none;
    transition: none;
  }
  section.panel[hidden] {
    display: none;
  }
  :host([mode='page']) section.panel {
    inset: var(--viewport-top, 0) 0 auto;
    height: var(--viewport-height, 100dvh);
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    border: 0;
    border-radius: 0;
  }
  :host([mode='page']) :is(.header, .notice) {
    padding-inline: max(16px, 50% - 384px);
  }
  :host([mode='page']) .messages {
    padding-inline: max(0px, 50% - 400px);
  }
  :host([mode='page']) .composer {
    width: min(800px, 100% - 24px);
    margin-inline: auto;
    padding-inline: 4px;
  }
`;
