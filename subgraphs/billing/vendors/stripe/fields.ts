// What a Stripe customer can say, as paths of its raw record. Metadata is free: inside it any key may be there.

/** https://docs.stripe.com/api/customers/object in the version that wire.ts asks for; without what comes only where it is expanded; we expand `tax_ids`. */
export const CUSTOMER_FIELDS: readonly string[] = [
  ...['id', 'object', 'address', 'balance', 'business_name', 'created', 'currency', 'customer_account', 'default_source', 'delinquent'],
  ...['description', 'discount', 'email', 'individual_name', 'invoice_prefix', 'invoice_settings', 'livemode', 'metadata', 'name'],
  ...['next_invoice_sequence', 'phone', 'preferred_locales', 'shipping', 'tax_exempt', 'tax_ids', 'test_clock'],
];
