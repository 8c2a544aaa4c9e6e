import { z } from 'zod'
import { printable } from '../../findings/printable.ts'
import { SLUG } from '../slug.ts'

/**
 * The scalar types of the access files, which are read with every scalar as text (`read/source.ts`). In `meta`,
 * `metagrant` names the type: `read/wrong-value.ts` picks the finding's code by it, and `json-schema.ts` allows editors
 * a bare number by it. `wanted` describes the type in words; the rest is for editors.
 */
export const graphId = textLike(/^\d{1,20}$/, 'an id of digits only').meta({
  metagrant: 'id',
  title: 'Id in Business settings',
  description: 'Digits only',
})
export const adAccountId = textLike(/^act_\d{1,20}$/, 'an id of "act_" and digits').meta({
  metagrant: 'ad-account-id',
  title: 'Id of the ad account, with act_',
  examples: ['act_1001'],
})
export const assetId = z.union([adAccountId, graphId]).meta({
  metagrant: 'asset-id',
  wanted: 'the id of an asset',
  title: 'Id of an asset that this file lists',
})
export const calendarDate = z.string().refine(isCalendarDate, 'a date').meta({
  metagrant: 'date',
  wanted: 'a date',
  title: 'A UTC date, year-month-day',
  description: 'The day is included',
  format: 'date',
})
export const moment = z.string().refine(isMoment, 'a date').meta({
  metagrant: 'date',
  wanted: 'a date, or a minute',
  title: 'A UTC date, year-month-day, or a UTC minute',
  description: 'The day is included; a minute is not',
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}Z)?$',
})
export const email = textLike(/^[^\s@<>"']{1,64}@[^\s@<>"']{1,255}\.[^\s@<>"'.]{2,}$/, 'an e-mail address')
  .toLowerCase()
  .meta({ metagrant: 'email', title: 'A work e-mail address of one of our people', format: 'email' })
// Source: GitHub's own form (FACT): single hyphens inside, at most 39 characters.
export const login = textLike(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/, 'a login of GitHub').meta({
  metagrant: 'text',
  title: 'A login of GitHub',
})
export const domain = textLike(
  /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/,
  'a domain such as agency.example',
)
  .toLowerCase()
  .meta({ title: 'A domain', examples: ['agency.example'] })
export const slug = textLike(SLUG, 'a name of small letters, digits and hyphens').meta({
  metagrant: 'text',
  title: 'A name of small letters, digits and hyphens',
})
export const money = textLike(/^\d{1,12}(\.\d{1,2})?$/, 'an amount such as 5000 or 5000.50').meta({
  metagrant: 'money',
  title: 'An amount in units of the currency, not cents',
})
export const count = textLike(/^\d{1,4}$/, 'a whole number').meta({
  metagrant: 'count',
  title: 'A whole number',
})
export const pattern = z.string().refine(isPattern, 'a regular expression').meta({
  metagrant: 'text',
  wanted: 'a regular expression such as ^[A-Z]+ \\| \\S+$',
  title: 'A regular expression',
})
export const version = z
  .literal('1')
  .meta({ metagrant: 'version', title: 'The version of this file format, 1', examples: [1] })

/** Text for people; line breaks and runs of spaces count as one space, so a folded YAML text reads as one line. */
export const sentence = z
  .string()
  .overwrite((text) => text.replace(/\s+/g, ' ').trim())
  .min(1, 'some text')
  .max(500, 'at most 500 characters')
  .refine((text) => printable(text) === text, 'text without control characters')
  .meta({ metagrant: 'text' })

function textLike(pattern: RegExp, wanted: string) {
  return z.string().regex(pattern, wanted).meta({ wanted })
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '(?:)'
  } catch {
    return false
  }
}

function isMoment(text: string): boolean {
  const [day = '', ...minute] = text.split('T')
  return isCalendarDate(day) && (minute.length === 0 || /^([01]\d|2[0-3]):[0-5]\dZ$/.test(minute.join('T')))
}

function isCalendarDate(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)
}
