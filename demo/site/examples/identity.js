const chat = document.querySelector('agent-chat');
const who = document.querySelector('#who');

document.querySelector('form').onsubmit = async (event) => {
  event.preventDefault();
  const token = new FormData(event.target).get('token');
  try {
    chat.open();
    await chat.identify(String(token));
  } catch (error) {
    who.textContent = `${error.code}: ${error.hint ?? error.message}`;
  }
};
document.querySelector('#out').onclick = () => chat.reset();

addEventListener('agent-chat-conversation-changed', ({ conversation }) => {
  const { verified } = conversation;
  who.textContent = verified ? `The server knows ${verified.name ?? 'this user'}.` : 'Nobody is signed in.';
});
