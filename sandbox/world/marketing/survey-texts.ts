// What people write below a survey. Data only.
import type { Texts } from '../texts';

export const SURVEY_PRAISE: Texts = [
  'Set up in an hour, no trouble since.',
  'The alarms saved a whole delivery.',
  'Good value. Batteries could last longer.',
  'Would buy again.',
];

export const SURVEY_BLAME: Texts = [
  'Still waiting for my parcel.',
  'The gateway drops out every week.',
  'Support took days to answer.',
  'Too dear for what it does.',
];
