// Shop, payments and marketing tell the same people's story: who is known there is decided, the hard cases are dealt out, then
// each system writes its records and what happened. Comes after CRM, helpdesk and billing, which know nothing of it.
import { tellMarketing } from './marketing/events';
import { writeProfiles } from './marketing/profiles';
import { consentOf, dealOutOnlineCases, inventStrangers, joinOnlineSystems } from './online-cases';
import type { OnlineHouse } from './online-house';
import type { OnlinePerson } from './online-person';
import { writePaymentCustomers } from './payments/customers';
import { tellPayments } from './payments/story';
import type { Population } from './people';
import { inEuros } from './prices';
import type { Random } from './random';
import { unwritten, type WrittenPerson } from './record-writers';
import { writeShopCustomers } from './shop/customers';
import { tellOrders } from './shop/orders';
import type { ShopStaff } from './shop-story';
import type { CrmOwner } from './story';
import type { WorldBuilder } from './world-builder';

export interface OnlineCast {
  population: Population;
  /** The people of the population, and the organisations, as the first three systems have them. */
  written: readonly WrittenPerson[];
  organisations: readonly WrittenPerson[];
  owners: readonly CrmOwner[];
  online: OnlineHouse;
}

/** Changes the population: `systems` and `cases` gain what was decided. People whom nobody else knows come last in the truth. */
export function tellOnline(build: WorldBuilder, random: Random, { population, written, organisations, owners, online }: OnlineCast): void {
  const before = new Map(population.people.map(({ id, cases }) => [id, cases.size]));
  joinOnlineSystems(random, [...population.people, ...organisations.map(({ person }) => person)]);
  const strangers = inventStrangers(random, population);
  dealOutOnlineCases(random, [...population.people, ...strangers]);
  for (const { id, cases } of population.people) build.addCases(id, [...cases].slice(before.get(id)));
  for (const { id, cases } of strangers) build.identity(id, 'person', [...cases]);

  const cast = [...written, ...strangers.map(unwritten), ...organisations].map((one): OnlinePerson => ({
    ...one,
    isOrganisation: organisations.includes(one),
    consent: consentOf(random, one.person),
    owner: owners.find(({ id }) => id === one.contact?.ownerId) ?? null,
  }));
  const spent = new Map(cast.map((one) => [one, one.person.systems.shop ? tellShop(build, random, one, online.staff) : 0]));
  for (const one of cast) {
    if (!one.person.systems.payments) continue;
    writePaymentCustomers(build, random, one).forEach((payer, turn) => tellPayments({ build, random, one, payer }, turn));
  }
  for (const one of cast) {
    if (!one.person.systems.marketing) continue;
    const { plot } = one.person;
    for (const profile of writeProfiles(build, random, one))
      tellMarketing({ build, random, house: online.marketing, plot, written: profile }, spent.get(one) ?? 0);
  }
}

/** Answers how much they spent, in euros, roughly. */
function tellShop(build: WorldBuilder, random: Random, one: OnlinePerson, staff: readonly ShopStaff[]): number {
  const orders = writeShopCustomers(build, random, one).flatMap((customer) => tellOrders({ build, random, one, staff }, customer));
  return orders.reduce((sum, { total, refunded, currency }) => sum + inEuros(Number(total) - Number(refunded), currency), 0);
}
