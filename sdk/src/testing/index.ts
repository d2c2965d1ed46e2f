export { FakeChat, type FakeStreamOptions } from './fake-chat.ts';
export { createFakeChat, type FakeChatOptions } from './create-fake-chat.ts';
export { conversation, message, site } from './samples.ts';
