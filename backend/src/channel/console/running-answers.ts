import type { Author, TurnState } from '@agent-chat/sdk/protocol';
import type { LiveEvent } from '../../conversation/live.ts';

export interface RunningAnswer {
  turn: TurnState;
  /** The answer being streamed, as far as it has come. */
  streaming?: { id: string; author: Author; text: string };
}

/** What is being answered right now, gathered from live events, for whoever looks in half-way. */
export interface RunningAnswers {
  follow(event: LiveEvent): void;
  of(conversationId: string): RunningAnswer;
}

export function createRunningAnswers(): RunningAnswers {
  const running = new Map<string, RunningAnswer>();
  const of = (id: string): RunningAnswer => running.get(id) ?? { turn: 'idle' };

  function follow({ conversationId: id, event, payload }: LiveEvent): void {
    const { turn, streaming } = of(id);
    if (event === 'turn:changed') {
      if (payload.state === 'idle') running.delete(id);
      else running.set(id, { turn: payload.state, streaming });
    }
    if (event === 'message:start') running.set(id, { turn, streaming: { ...payload, text: '' } });
    if (event === 'message:delta' && streaming?.id === payload.id) {
      running.set(id, {
        turn,
        streaming: { ...streaming, text: streaming.text.slice(0, payload.offset) + payload.text },
      });
    }
    if (event === 'message:end' && streaming?.id === payload.id) {
      if (turn === 'idle') running.delete(id);
      else running.set(id, { turn });
    }
  }

  return { follow, of };
}
