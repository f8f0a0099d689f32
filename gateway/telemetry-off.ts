// @apollo/gateway 2.14 sends telemetry and probes cloud metadata addresses at start unless told not to, and reads this when it
// is loaded. A gateway to personal data stays silent. Import this before the library. The only writer of process.env.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

export {};
