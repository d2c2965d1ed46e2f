import type { Namespace, Socket } from 'socket.io';

/** Somebody who is changing a text right now. */
export interface TextEditor {
  /** Of the socket, so that a page knows its own. */
  id: string;
  name: string;
  tag: string;
  key: string;
}

export interface TextEditors {
  /** Undefined: the text was left. */
  set(socket: Socket, editor: Omit<TextEditor, 'id'> | undefined): void;
  list(): TextEditor[];
}

/** Who edits which text; every open console is told when that changes. */
export function createTextEditors(namespace: Namespace): TextEditors {
  const editors = new Map<string, TextEditor>();
  const list = () => [...editors.values()];
  return {
    list,
    set({ id }, editor) {
      if (editor) editors.set(id, { id, ...editor });
      else if (!editors.delete(id)) return;
      namespace.emit('texts:editors', { editors: list() });
    },
  };
}
