// What the house's own Vendure has on a person: an account or a guest, spelt by the habits of whoever typed it there.
import { oneNumber, emailIn, nameIn, phoneIn } from '../spelling';
import type { Random } from '../random';
import type { WrittenPerson } from '../record-writers';
import type { VendureCustomer } from '../vendure-story';
import type { WorldBuilder } from '../world-builder';
import type { Ledger } from './ledger';

export interface KnownCustomer {
  customer: VendureCustomer;
  /** Days since it was made: no order is older. */
  sinceDays: number;
}

/** Adds their customer; now and then a guest of theirs stands beside the account, with the same address. */
export function writeVendureCustomers(build: WorldBuilder, random: Random, ledger: Ledger, written: WrittenPerson): KnownCustomer[] {
  const { person } = written;
  const sinceDays = random.int(Math.max(3, Math.floor(person.knownForDays / 2)), person.knownForDays);
  const { first, last } = nameIn(person, 'payments', random);
  const points = pointsOf(random, written);
  const hasAccount = random.chance(0.7);
  const guestToo = hasAccount && random.chance(0.04);
  const common = {
    ...{ person: person.id, title: null, firstName: first, lastName: last, emailAddress: points.email, phoneNumber: points.phone },
    addresses: addressesOf(random, written),
  };
  const guestDays = random.int(1, sinceDays);
  const told = { ...common, createdAt: build.ago(sinceDays), updatedAt: build.ago(guestDays) };
  const customer = ledger.customer({
    ...told,
    account: hasAccount ? { verified: random.chance(0.9) } : null,
    crmId: written.contact !== null && random.chance(0.25) ? written.contact.id : null,
    loyaltyTier: person.plot === 'happy' && random.chance(0.4) ? random.pick(['silver', 'gold']) : null,
  });
  if (!guestToo) return [{ customer, sinceDays }];
  const nobody = { firstName: '', lastName: '', addresses: [], account: null, crmId: null, loyaltyTier: null };
  const guest = ledger.customer({ ...common, ...nobody, createdAt: told.updatedAt, updatedAt: told.updatedAt });
  return [
    { customer, sinceDays },
    { customer: guest, sinceDays: guestDays },
  ];
}

/** Vendure needs an address; where it is not their usual one, the number is there, by which they can be told. */
function pointsOf(random: Random, { person }: WrittenPerson): { email: string; phone: string | null } {
  const usual = emailIn(person, 'payments', random) ?? person.email;
  const number = phoneIn(person, oneNumber(person), 'billing', random);
  const other = number !== null && random.chance(0.08);
  // Vendure keeps every address in lower case, however it was typed.
  return { email: (other ? person.otherEmail : usual).toLowerCase(), phone: other || random.chance(0.7) ? number : null };
}

function addressesOf(random: Random, { person }: WrittenPerson): Parameters<Ledger['customer']>[0]['addresses'] {
  const { culture, firm, street, city, postalCode } = person;
  if (!random.chance(0.85) || street === '') return [];
  const home = { streetLine1: street, city, postalCode, countryCode: culture.country };
  const company = firm !== null && random.chance(0.6) ? firm.name : '';
  const main = { ...home, company, defaultShippingAddress: true, defaultBillingAddress: true };
  if (!random.chance(0.15)) return [main];
  const place = random.pick(culture.cities);
  const second = { ...home, streetLine1: `${street} a`, city: place.name, postalCode: place.postalCode, company: '' };
  return [main, { ...second, defaultShippingAddress: false, defaultBillingAddress: false }];
}
