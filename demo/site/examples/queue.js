window.agentChat = window.agentChat || [];
agentChat.push(['open']);
agentChat.push(['send', 'Are you open on Saturday?']);
