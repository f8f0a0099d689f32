// Somebody as the tellers of shop, payments and marketing see them: what the first three systems have, and what was decided
// about the other three.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
