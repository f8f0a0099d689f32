// What an operator says of how personal data looks to those who may not see it: `MASKING=contact=hash,free-text=null`, classes left out
// are shown in part; and the key of the hashes, which all processes need to have in common.
import { z } from 'zod';
import type { EnvReader } from '../../platform/env';
import { CLASSES, type PersonalClass } from '../../platform/request/personal-class';
import { MASKS, type Mask } from './mask';
import { DEFAULT_MASKING, type MaskingSettings } from './masking';

const SETTINGS = z.object({ MASKING: z.string().default(''), MASKING_KEY: z.string().optional() });
const KEY_BYTES = 32;

/** Faults are noted in `env`. */
export function readMaskingSettings(env: EnvReader): MaskingSettings {
  const { MASKING: text, MASKING_KEY: encoded } = env.read(SETTINGS) ?? { MASKING: '' };
  const masks: Record<PersonalClass, Mask> = { ...DEFAULT_MASKING.masks };
  for (const part of text.split(/[\s,]+/).filter((one) => one !== '')) {
    const [name = '', wanted = ''] = part.split('=');
    const personal = CLASSES.find((one) => one === name.toUpperCase().replaceAll('-', '_'));
    const mask = MASKS.find((one) => one === wanted);
    if (personal === undefined || mask === undefined) {
      env.fault(`MASKING: takes class=mask by commas; classes are ${CLASSES.map(nameOf).join(', ')}, masks ${MASKS.join(', ')}`);
    } else masks[personal] = mask;
  }
  const key = encoded === undefined ? DEFAULT_MASKING.key : Buffer.from(encoded, 'base64');
  if (key.length !== KEY_BYTES) env.fault(`MASKING_KEY: must be ${KEY_BYTES} bytes in base64`);
  if (encoded === undefined && Object.values(masks).includes('hash')) {
    env.fault('MASKING_KEY: is required where MASKING asks for hashes, so that all processes make the same ones');
  }
  return { masks, key };
}

function nameOf(personal: PersonalClass): string {
  return personal.toLowerCase().replaceAll('_', '-');
}
