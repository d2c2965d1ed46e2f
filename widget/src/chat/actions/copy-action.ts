import { copyText } from '../comforts/copy-text.ts';
import type { MessageAction } from './message-action.ts';

export const copyAction: MessageAction = {
  name: 'copy',
  icon: 'M9 9h10v11H9zM15 9V4H5v11h4',
  async run(element) {
    const isCopied = await copyText(element.row.message.text);
    element.tell(isCopied ? 'action.copied' : 'code.refused');
  },
};
