// The shop's part of the story: customers, orders and staff, as the world tells them and the pretend Shopify answers them.
/** A customer of the online shop. Sensors and spare parts are bought there; an order as a guest makes a customer too. */ "use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
