// The payment system's part of the story: customers, invoices, subscriptions and charges, answered by the pretend Stripe.
/** A customer of the payment system, where subscriptions are billed. Several for one address are normal there. */ "use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
