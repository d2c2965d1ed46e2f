/** Carries the console's session, over HTTP and in the handshake of its socket. */
export const SESSION_COOKIE = 'agent-chat-session';

/** The session's token in a `Cookie` header. */
export function sessionTokenOf(header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === SESSION_COOKIE) return value?.trim() || undefined;
  }
  return undefined;
}
