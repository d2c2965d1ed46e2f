const log = document.querySelector('#log');
const names = ['open', 'opened', 'closed', 'message-send', 'message-added', 'lead-captured', 'error'];

for (const name of names) {
  addEventListener(`agent-chat-${name}`, (event) => {
    if (name === 'message-send' && /password/i.test(event.text)) event.preventDefault();
    const line = document.createElement('li');
    line.textContent = `${name} ${event.message?.role ?? event.text ?? ''}${event.defaultPrevented ? ': kept back' : ''}`;
    log.append(line);
  });
}
