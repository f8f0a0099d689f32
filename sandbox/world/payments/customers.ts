// What the payment system has on a person: one customer or, as nothing there keeps two customers from having one address,
// several, and the deleted one that the cases tell of.
import { sharesMailbox } from '../hard-cases';
import type { OnlinePerson } from '../online-person';
import type { PaymentCustomer } from '../payment-story';
import type { Random } from '../random';
import { emailIn, isNamelessIn, nameIn, oneLineName, oneNumber, phoneIn } from '../spelling';
import type { WorldBuilder } from '../world-builder';

export interface WrittenPayer {
  customer: PaymentCustomer;
  /** Days since the customer was made: nothing of theirs is older. */
  sinceDays: number;
}

/** Their customer first, then the further ones; the deleted one is not among them. */
export function writePaymentCustomers(build: WorldBuilder, random: Random, one: OnlinePerson): WrittenPayer[] {
  const { person, contact, isOrganisation } = one;
  const { cases, culture, firm, plot, knownForDays } = person;
  const sinceDays = random.int(plot === 'churned' ? knownForDays - 60 : Math.max(3, Math.floor(knownForDays / 2)), knownForDays);
  const email = emailIn(person, 'payments', random);
  const phone = phoneIn(person, oneNumber(person), 'payments', random);
  const fullName = oneLineName(person, nameIn(person, 'payments', random), random);
  // Who shares an address or a number is told by their name alone: the firm's in its place would leave no trace of them.
  const isShared = sharesMailbox(person) || cases.has('shared-office-phone');
  const isFirm = firm !== null && (isOrganisation || (random.chance(0.15) && !isShared));
  const common = {
    ...{ person: person.id, email, country: culture.country, currency: culture.currency.toLowerCase() },
    name: isFirm ? firm.name : isNamelessIn('payments', person) ? null : fullName,
    description: isFirm && !isOrganisation ? `Contact: ${fullName}` : null,
  };
  const customer = build.payments.customer({
    ...{ ...common, createdAt: build.ago(sinceDays, random.next() * 20) },
    ...(random.chance(0.7) ? { street: person.street || null, city: person.city, postalCode: person.postalCode } : {}),
    phone: email === null || cases.size > 0 || random.chance(0.6) ? phone : null,
    metadata: cases.has('crm-id-in-payments') && contact !== null ? { hubspot_contact: contact.id } : {},
    preferredLocale: random.chance(0.5) ? culture.language : null,
    taxId: firm !== null && (isFirm || random.chance(0.3)) ? firm.taxId : null,
  });
  const further = cases.has('several-payment-customers') ? random.weighted({ 1: 3, 2: 1 }) : 0;
  const others = Array.from({ length: Number(further) }, (): WrittenPayer => {
    const since = random.int(Math.min(2, sinceDays), sinceDays);
    return { customer: build.payments.customer({ ...common, createdAt: build.ago(since) }), sinceDays: since };
  });
  if (cases.has('deleted-payment-customer'))
    build.payments.customer({ ...common, createdAt: build.ago(knownForDays + 100), deleted: true });
  return [{ customer, sinceDays }, ...others];
}
