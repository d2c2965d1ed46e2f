for (const button of document.querySelectorAll('[data-open-chat]')) {
  // The attribute, unlike the method, also works while the script of the tag is still on its way.
  button.addEventListener('click', () => document.querySelector('agent-chat')?.toggleAttribute('open', true));
}
