const chat = document.querySelector('agent-chat');

document.querySelector('#book').onclick = () => {
  chat.open();
  chat.send('I would like to book an appointment');
};
