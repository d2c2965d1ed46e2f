const chat = document.querySelector('agent-chat');
document.querySelector('select').onchange = ({ target }) => (chat.locale = target.value);
