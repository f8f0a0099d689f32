// The story the sandbox tells: the accounts that each pretend system holds, all telling of the same people. The generator
// makes one `World`; every emulator reads its own part of it and nothing else. True identities are in `truth`, for judges only.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
