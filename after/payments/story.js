// Which payments somebody's customers have: the first one subscribes, of the further ones some bought something once, and some
// subscribe a second time. A draft lies about here and there.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "tellPayments", {
    enumerable: true,
    get: function() {
        return tellPayments;
    }
});
const _prices = require("../prices");
const _subscriptions = require("./subscriptions");
function tellPayments(telling, turn) {
    const { build, random, one, payer } = telling;
    if (turn === 0 || random.chance(0.4)) (0, _subscriptions.tellSubscription)(telling);
    else (0, _subscriptions.tellSinglePayment)(telling);
    if (!random.chance(0.03)) return;
    const { culture } = one.person;
    build.payments.invoice({
        ...{
            customerId: payer.customer.id,
            status: 'draft',
            currency: culture.currency.toLowerCase()
        },
        ...{
            total: (0, _prices.smallestUnits)((0, _prices.priceIn)(culture, 95), culture.decimals),
            createdAt: build.ago(0, random.next())
        }
    });
}
