const chat = document.querySelector('agent-chat');
for (const button of document.querySelectorAll('[data-theme]')) {
  button.onclick = () => (chat.theme = button.dataset.theme);
}
