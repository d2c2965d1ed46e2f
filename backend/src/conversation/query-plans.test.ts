import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plansOf } from '../store/test-plans.ts';
import { addressesAway } from './address-store.ts';
import { nextDeliveries, nextDueAt } from './delivery-store.ts';
import { findRepeats } from './message-store.ts';

test('what is owed is found by its index, however much was sent before', async (t) => {
  assert.match(
    await plansOf(t, (db) => nextDeliveries(db, Date.now(), 10)),
    /deliveries USING (COVERING )?INDEX deliveries_owed/,
  );
  assert.match(
    await plansOf(t, (db) => nextDueAt(db, Date.now())),
    /deliveries USING (COVERING )?INDEX deliveries_owed/,
  );
});

test('who is linked elsewhere is found by his home', async (t) => {
  const plan = await plansOf(t, (db) => addressesAway(db, 'contact'));
  assert.match(plan, /identities USING (COVERING )?INDEX identities_away/);
  assert.match(plan, /addresses USING INDEX/);
});

test('a repeat is found by the index of its key', async (t) => {
  const plans = await plansOf(t, (db) =>
    findRepeats(db, { clientIds: [['c', 'id']], externalIds: [['telegram', '1:1']] }),
  );
  assert.match(plans, /INDEX messages_client \(conversation_id=\? AND client_id=\?\)/);
  assert.match(plans, /INDEX messages_external \(channel=\? AND external_id=\?\)/);
});
