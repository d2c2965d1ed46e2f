import type { SiteView } from '@agent-chat/sdk/protocol';
import { attachTool } from '../attach/attach-tool.ts';
import type { Attachments } from '../attach/attachments.ts';
import { recordTool } from '../attach/record-tool.ts';
import type { Furnished } from '../comforts/furnish.ts';
import { dictateTool } from '../voice/dictate-tool.ts';
import type { ComposerTool } from './composer-tool.ts';

export interface ToolPlace extends Furnished {
  site: SiteView;
  attachments: Attachments;
  /** A tool that was off is on, or the other way round. */
  changed(): void;
}

/** Undefined where the site does not want it, or the browser cannot do it. */
export type OfferTool = (place: ToolPlace) => ComposerTool | undefined;

/** One line per tool, in their order. */
export const tools: OfferTool[] = [attachTool, recordTool, dictateTool];
