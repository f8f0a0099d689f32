// Collects the shop's records and gives each its number. It knows the shop's own rules: an address and a number belong to one
// customer at most, and an order names its lines, parcels and returns after itself. It knows nothing of people or plots.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "createShopBuilder", {
    enumerable: true,
    get: function() {
        return createShopBuilder;
    }
});
function createShopBuilder(book, shop) {
    const taken = new Set();
    const customers = new Map();
    const claim = (contactPoint)=>{
        const point = contactPoint?.toLowerCase() ?? '';
        if (point === '' || taken.has(point)) return null;
        taken.add(point);
        return point;
    };
    return {
        isTaken: (contactPoint)=>taken.has(contactPoint.toLowerCase()),
        staff: (staff)=>{
            const hired = {
                ...staff,
                id: book.nextId('shopStaff')
            };
            shop.staff.push(hired);
            return hired;
        },
        customer: (told)=>{
            const id = book.nextId('shopCustomer');
            book.know(told.person, `shopify:customer:${id}`, false);
            const customer = {
                ...{
                    firstName: null,
                    lastName: null,
                    hasAccount: true,
                    company: null
                },
                ...{
                    street: null,
                    city: null,
                    postalCode: null,
                    countryCode: null,
                    locale: null
                },
                ...{
                    tags: [],
                    note: null,
                    emailConsent: {
                        state: 'NOT_SUBSCRIBED',
                        at: null
                    },
                    smsConsent: null,
                    updatedAt: told.createdAt
                },
                ...told,
                ...{
                    id,
                    email: claim(told.email),
                    phone: claim(told.phone)
                }
            };
            shop.customers.push(customer);
            customers.set(id, customer);
            return customer;
        },
        order: ({ lines, fulfillments = [], returns = [], ...told }, decimals)=>{
            const name = `#${book.nextId('shopOrderName')}`;
            const total = lines.reduce((sum, { quantity, unitPrice })=>sum + quantity * Number(unitPrice), 0);
            const order = {
                ...{
                    updatedAt: told.createdAt,
                    cancelledAt: null,
                    cancelReason: null,
                    staffId: null,
                    tags: []
                },
                refunded: 0..toFixed(decimals),
                ...told,
                ...{
                    id: book.nextId('shopOrder'),
                    name,
                    total: total.toFixed(decimals)
                },
                lines: lines.map((line)=>({
                        ...line,
                        id: book.nextId('shopLine')
                    })),
                fulfillments: fulfillments.map((parcel)=>({
                        ...parcel,
                        id: book.nextId('shopFulfillment')
                    })),
                returns: returns.map((one, index)=>({
                        ...one,
                        id: book.nextId('shopReturn'),
                        name: `${name}-R${index + 1}`
                    }))
            };
            shop.orders.push(order);
            const customer = customers.get(order.customerId);
            if (customer === undefined) throw new Error(`${name} is of ${order.customerId}, whom the shop does not know`);
            if (customer.updatedAt < order.updatedAt) customer.updatedAt = order.updatedAt;
            return order;
        }
    };
}
