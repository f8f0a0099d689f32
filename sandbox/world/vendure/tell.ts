// The house's own Vendure, a second shop beside the first: who is known there is decided, then their customers and orders are
// written. Comes after all other systems, which know nothing of it.
import type { Random } from '../random';
import type { WrittenPerson } from '../record-writers';
import type { CrmOwner } from '../story';
import type { VendureShop } from '../vendure-story';
import type { WorldBuilder } from '../world-builder';
import { tellAdaInVendure } from './ada';
import { writeVendureCustomers } from './customers';
import { openLedger } from './ledger';
import { tellVendureOrders } from './orders';

/** Share of the first shop's people, and of the others, that this one knows as well. */
const OF_THE_SHOP = 0.33;
const OF_THE_OTHERS = 0.02;

/** Everybody whom CRM, helpdesk or billing know may be known here. Answers the shop; Ada is always its first customer. */
export function tellVendure(
  build: WorldBuilder,
  random: Random,
  people: readonly WrittenPerson[],
  owners: readonly CrmOwner[],
): VendureShop {
  const ledger = openLedger(build, (count) => random.int(0, count - 1));
  tellAdaInVendure(build, ledger, owners[0]?.email ?? 'sales@sandbox.example');
  for (const written of people) {
    if (!random.chance(written.person.systems.shop ? OF_THE_SHOP : OF_THE_OTHERS)) continue;
    for (const known of writeVendureCustomers(build, random, ledger, written)) {
      tellVendureOrders(build, random, ledger, written, known, owners);
    }
  }
  return ledger.shop;
}
