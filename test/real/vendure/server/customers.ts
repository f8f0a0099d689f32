// Customers with their addresses, as Vendure's own services make them: with a user, or as a guest who has none.
import { CustomerService, type Customer, type RequestContext } from '@vendure/core';
import type { ShopPerson } from '../people';
import { accepted, type Services } from './services';

/** Makes one customer; throws what Vendure refuses, such as a second customer with an address. */
export async function fillCustomer(services: Services, ctx: RequestContext, person: ShopPerson): Promise<Customer> {
  const customers = services.get(CustomerService);
  const { firstName, lastName, emailAddress, phoneNumber, customFields } = person;
  const input = { firstName, lastName, emailAddress, ...(phoneNumber === null ? {} : { phoneNumber }), customFields };
  const customer = accepted(
    person.hasAccount ? await customers.create(ctx, input, 'a-password') : await customers.createOrUpdate(ctx, input),
  );
  for (const [index, { company, ...address }] of person.addresses.entries()) {
    await customers.createAddress(ctx, customer.id, {
      ...address,
      fullName: `${firstName} ${lastName}`,
      ...(company === null ? {} : { company }),
      defaultShippingAddress: index === 0,
      defaultBillingAddress: index === 0,
    });
  }
  return customer;
}
