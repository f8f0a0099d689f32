// Collects the records of the payment system and gives each its id. As the vendor does, it lets any number of customers have
// one address, as typed, and numbers invoices customer by customer. It knows nothing of people or plots.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "createPaymentBuilder", {
    enumerable: true,
    get: function() {
        return createPaymentBuilder;
    }
});
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
function createPaymentBuilder(book, payments) {
    const idOf = (prefix)=>`${prefix}_${book.nextCode(prefix, LETTERS, prefix === 'cus' ? 14 : 24)}`;
    const numbering = new Map();
    const numberFor = (customerId)=>{
        const series = numbering.get(customerId) ?? {
            prefix: book.nextCode('invoicePrefix', CAPITALS, 8),
            next: 1
        };
        numbering.set(customerId, {
            ...series,
            next: series.next + 1
        });
        return `${series.prefix}-${String(series.next).padStart(4, '0')}`;
    };
    return {
        customer: (told)=>{
            const id = idOf('cus');
            const deleted = told.deleted ?? false;
            book.know(told.person, `stripe:customer:${id}`, deleted);
            const customer = {
                ...{
                    email: null,
                    name: null,
                    phone: null,
                    description: null,
                    street: null,
                    city: null,
                    postalCode: null,
                    country: null
                },
                ...{
                    currency: null,
                    delinquent: false,
                    metadata: {},
                    preferredLocale: null,
                    taxId: null
                },
                ...told,
                ...{
                    id,
                    deleted
                }
            };
            payments.customers.push(customer);
            return customer;
        },
        subscription: (told)=>{
            const ending = {
                cancelAtPeriodEnd: false,
                cancelAt: null,
                canceledAt: null
            };
            const subscription = {
                quantity: 1,
                ...ending,
                ...told,
                id: idOf('sub')
            };
            payments.subscriptions.push(subscription);
            return subscription;
        },
        invoice: (told)=>{
            const number = told.status === 'draft' ? null : numberFor(told.customerId);
            const amountPaid = told.amountPaid ?? (told.status === 'paid' ? told.total : 0);
            const invoice = {
                ...{
                    dueAt: null,
                    paidAt: null,
                    subscriptionId: null
                },
                ...told,
                ...{
                    id: idOf('in'),
                    number,
                    amountPaid,
                    amountRemaining: told.total - amountPaid
                }
            };
            payments.invoices.push(invoice);
            return invoice;
        },
        charge: (told, refunds = [])=>{
            const charge = {
                ...{
                    invoiceId: null,
                    failureMessage: null,
                    disputed: false
                },
                ...told,
                id: idOf('ch'),
                amountRefunded: refunds.reduce((sum, { amount })=>sum + amount, 0),
                refunds: refunds.map((refund)=>({
                        ...refund,
                        id: idOf('re')
                    }))
            };
            payments.charges.push(charge);
            return charge;
        }
    };
}
