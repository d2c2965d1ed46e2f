export { FakeChat, message, site } from '@agent-chat/sdk/testing';
