const chat = document.querySelector('agent-chat');

document.querySelector('#ask').onclick = () => {
  chat.open();
  chat.send('What does a wash cost?');
};
document.querySelector('#toggle').onclick = () => chat.toggle();
