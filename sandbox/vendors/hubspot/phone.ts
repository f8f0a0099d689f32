// The digits HubSpot's search compares phone numbers by: area code and local number, without country code and leading zero
// (hs_searchable_calculated_phone_number and ..._mobile_number): https://developers.hubspot.com/docs/api/crm/search
// By rule rather than by a numbering-plan library, which would take longer than all the rest of the start.

/** Country calling codes: none is the beginning of another. https://www.itu.int/pub/T-SP-E.164D */
const CALLING_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
const INTERNATIONAL_PREFIX = /^(?:\+|00|011)/;
const NORTH_AMERICA = /^(?:us|usa|united states|ca|canada)$/i;

/**
 * @param country of the contact: tells whether a leading 1 is North America's long-distance prefix.
 * @returns null when there is no digit.
 */
export function toSearchableNumber(phone: string | null, country: string | null): string | null {
  if (phone === null) return null;
  const written = phone
    .replace(/\s*(?:x|ext\.?|extension)\s*\d+\s*$/i, '')
    .replace('(0)', '')
    .replace(/[^\d+]/g, '');
  const digits = toNational(written, country).replace(/\D/g, '').replace(/^0+/, '');
  return digits === '' ? null : digits;
}

function toNational(written: string, country: string | null): string {
  if (INTERNATIONAL_PREFIX.test(written)) return written.replace(INTERNATIONAL_PREFIX, '').replace(CALLING_CODE, '');
  return NORTH_AMERICA.test(country ?? '') && written.length === 11 ? written.replace(/^1/, '') : written;
}
