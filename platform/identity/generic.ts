// When does an identifier say nothing about anybody?

/** An identifier that more records than this of one source hold is generic (a switchboard, a shared mailbox): it links nothing. */
export const GENERIC_ABOVE = 3;
