const chat = document.querySelector('agent-chat');
for (const button of document.querySelectorAll('[data-total]')) {
  button.onclick = () => chat.track('cart', { total: Number(button.dataset.total) });
}
