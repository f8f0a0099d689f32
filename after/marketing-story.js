// The marketing system's part of the story: profiles and what they did, answered by the pretend Klaviyo.
/** A profile of the marketing system. Profiles are not joined by it: one person may have several, with other consent in each. */ "use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
