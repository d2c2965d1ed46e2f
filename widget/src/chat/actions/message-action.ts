import type { SiteView } from '@agent-chat/sdk';
import type { MessageActionsElement } from './message-actions.ts';
import type { NameIn, WidgetKey } from '../../../../locales/keys.d.ts';

/** Something that can be done with an answer. */
export interface MessageAction {
  /** Its text is `action.<name>`; `action.<name>Off` while it is pressed, if there is one. */
  name: NameIn<WidgetKey, 'action'>;
  /** On a grid of 24. */
  icon: string;
  /** Left out: everywhere. */
  fits?(site: SiteView | undefined): boolean;
  /** Of an action that is on or off. */
  pressed?(element: MessageActionsElement): boolean;
  run(element: MessageActionsElement): void | Promise<void>;
}
