import type { FileView, Message } from '@agent-chat/sdk/protocol';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Address, Channel } from '../../backend/src/channel/channel.ts';
import { PNG } from '../helpers/sample-files.ts';
import { createId } from '../../backend/src/id.ts';
import { eventually } from './eventually.ts';
import { createRecordingIntake, type RecordingIntake } from './recording-intake.ts';

/** A channel that is not started yet, and a person at its other end. */
export interface ChannelHouse {
  channel: Channel;
  /** Where the person is reached, once he has said something. */
  address: string;
  say(text: string): void;
  /** Lets the channel hear the last `say` again. */
  repeat(): void;
  /** What the channel has shown to the person, oldest first. */
  shown(): string[];
  /** Sends a picture with words under it. */
  attach(text: string, content: Buffer): void;
  /** Keeps a file that a message to the person shows. */
  keep(content: Buffer): Promise<FileView>;
  /** The bytes of files that the channel has shown. */
  shownFiles(): Promise<Buffer[]>;
  /** From now on every message to the person is refused for good. */
  leave(): void;
  close(): Promise<void>;
}

/** What every channel must hold, own ones and those of plugins: call it in a test file. */
export function channelContract(name: string, open: () => Promise<ChannelHouse>): void {
  describe(`channel "${name}"`, () => {
    let house: ChannelHouse;
    let intake: RecordingIntake;

    beforeEach(async () => {
      house = await open();
      intake = createRecordingIntake();
      await house.channel.start(intake);
    });
    afterEach(async () => {
      await house.channel.stop();
      await house.close();
    });

    const addressed = (): Address => ({ ...ADDRESS, channel: house.channel.name, externalId: house.address });
    const deliver = (text: string, address = addressed()) =>
      house.channel.deliver({ message: agentSays(text), silent: false, maybeRepeated: false }, address);

    async function hello(): Promise<void> {
      house.say('hello');
      await eventually(() => intake.received.length === 1);
    }

    test('says what it is', () => {
      assert.equal(house.channel.name, name);
      assert.match(name, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(house.channel.capabilities.textLimit > 0);
    });

    test('takes in what a person says, with where to answer', async () => {
      await hello();
      const [inbound] = intake.received;
      assert.equal(inbound?.channel, name);
      assert.equal(inbound?.text, 'hello');
      assert.equal(inbound?.address, house.address);
      assert.ok(inbound?.siteId && inbound.externalId && inbound.externalMessageId);
    });

    test('names the same message the same each time, and no other like it', async () => {
      await hello();
      house.repeat();
      house.say('second');
      await eventually(() => intake.received.length === 2);
      assert.deepEqual(
        intake.received.map(({ text }) => text),
        ['hello', 'second'],
      );
      assert.equal(new Set(intake.calls.map(({ externalMessageId }) => externalMessageId)).size, 2);
    });

    test('keeps the order of what one person says', async () => {
      const said = Array.from({ length: 20 }, (_, index) => `message ${index}`);
      said.forEach(house.say);
      await eventually(() => intake.received.length === said.length);
      assert.deepEqual(
        intake.received.map(({ text }) => text),
        said,
      );
    });

    test('takes a message in again that could not be stored', async () => {
      let failures = 2;
      intake.gate = async () => {
        if (failures-- > 0) throw new Error('the disk is full');
      };
      await hello();
      assert.ok(intake.calls.length >= 3);
    });

    test('shows a message and says so', async () => {
      await hello();
      assert.equal((await deliver('Good morning')).state, 'sent');
      assert.ok(house.shown().includes('Good morning'));
    });

    test('takes in a file with the words under it, and hands out its bytes', async () => {
      house.attach('Is this the chain?', PNG);
      await eventually(() => intake.received.length === 1);
      const [inbound] = intake.received;
      assert.equal(inbound!.text, 'Is this the chain?');
      const [file] = inbound!.files!;
      assert.ok(file!.externalId && file!.name);
      const pieces: Uint8Array[] = [];
      for await (const piece of await file!.open()) pieces.push(piece);
      assert.deepEqual(Buffer.concat(pieces), PNG);
    });

    test('shows a file with a short text, and with one that is longer than fits under it', async () => {
      await hello();
      const file = await house.keep(PNG);
      for (const text of ['The chain.', 'word '.repeat(house.channel.capabilities.textLimit / 5)]) {
        const message: Message = { ...agentSays(text), blocks: [{ type: 'image', file }] };
        const receipt = await house.channel.deliver({ message, silent: false, maybeRepeated: false }, addressed());
        assert.equal(receipt.state, 'sent');
        assert.ok(house.shown().some((shown) => shown.trim() === text.trim()));
      }
      assert.deepEqual(await house.shownFiles(), [PNG, PNG]);
    });

    test('shows a text over its limit whole, in order', async () => {
      await hello();
      const words = Array.from({ length: house.channel.capabilities.textLimit / 4 }, (_, index) => `word${index}`);
      assert.equal((await deliver(words.join(' '))).state, 'sent');
      assert.equal(house.shown().slice(-2).join(' ').includes(words.at(-1)!), true);
      assert.deepEqual(
        house.shown().flatMap((text) => text.match(/word\d+/g) ?? []),
        words,
      );
    });

    test('answers with a receipt where nobody can be reached', async () => {
      const nobody = await deliver('hello?', { ...addressed(), externalId: '987654321' });
      assert.ok(nobody.state === 'gone' || nobody.state === 'failed', nobody.state);
      await hello();
      house.leave();
      assert.equal((await deliver('are you there?')).state, 'gone');
    });

    test('never throws at live events', async () => {
      await hello();
      const { live } = house.channel;
      const conversationId = ADDRESS.conversationId;
      const author = { name: 'Robin' };
      live?.({ conversationId, event: 'turn:changed', payload: { state: 'thinking' } }, addressed());
      live?.({ conversationId, event: 'message:delta', payload: { id: 'm', offset: 9, text: 'late' } }, addressed());
      live?.({ conversationId, event: 'message:start', payload: { id: 'm', author } }, addressed());
      live?.({ conversationId, event: 'message:delta', payload: { id: 'm', offset: 0, text: '**' } }, addressed());
      live?.({ conversationId, event: 'message:end', payload: { id: 'm' } }, addressed());
      live?.(
        { conversationId, event: 'turn:changed', payload: { state: 'idle' } },
        { ...addressed(), externalId: '1' },
      );
      assert.equal((await deliver('done')).state, 'sent');
    });

    test('leads to itself by a link with the token', () => {
      const token = 'T'.repeat(32);
      assert.ok(!house.channel.linkUrl || new URL(house.channel.linkUrl(token)).href.includes(token));
    });

    test('has stored what it took in when it is stopped, and takes in no more', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      intake.gate = () => promise;
      house.say('hello');
      await eventually(() => intake.calls.length === 1);
      const stopped = house.channel.stop();
      resolve();
      await stopped;
      assert.equal(intake.received.length, 1);
      house.say('too late');
      await new Promise((done) => setTimeout(done, 50));
      assert.equal(intake.calls.length, 1);
    });
  });
}

const ADDRESS = { id: 'address-1', conversationId: 'conversation-1', locale: 'en' };

function agentSays(text: string): Message {
  const author = { name: 'Robin' };
  const times = { status: 'complete' as const, createdAt: '2026-11-21T10:00:00.000Z' };
  return {
    id: createId(),
    conversationId: 'conversation-1',
    seq: 1,
    role: 'agent',
    author,
    channel: 'agent',
    text,
    blocks: [],
    ...times,
  };
}
